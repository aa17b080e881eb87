import { rule, Shown } from '#platform/http';
import type { CycleRow } from '../read-models/cycles/cycles.projection.js';

/** The version of a policy that scores, as OpenAPI shows it. */
export class AppliedPolicyAnswer implements Required<CycleRow['policy']> {
  @Shown(rule.jurisdiction(), { about: '发布规则的行政区划 Whose policy it is.' })
  jurisdiction!: string;

  @Shown(rule.count({ min: 1 }), { about: '版本 Version.' })
  version!: number;
}
