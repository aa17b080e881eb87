import type { PolicyAdopted } from '#platform/event-sourcing';
import * as rule from '../fields/rules.js';
import { Shown } from '../openapi/shown.js';

/** A policy in force, without its rules; each policy's own class adds them. */
export abstract class PolicyAnswer implements Omit<PolicyAdopted<unknown>, 'rules'> {
  @Shown(rule.jurisdiction(), { about: '发布该版本的行政区划 Whose policy it is.' })
  jurisdiction!: string;

  @Shown(rule.count({ min: 1 }), { about: '版本 Version, from 1.' })
  version!: number;

  @Shown(rule.day(), { about: '生效日期 In force from this day on.' })
  effectiveFrom!: string;
}
