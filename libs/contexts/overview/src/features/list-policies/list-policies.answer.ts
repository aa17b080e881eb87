import { rule, Shown, ShownList } from '#platform/http';
import {
  type AdoptedVersion,
  POLICY_CONTEXTS,
  type PolicyContext,
  type PolicyRow,
} from '../../read-models/policies/policies.projection.js';

/** A policy with the version that is in force on the day asked for; none where it takes effect later. */
export interface PolicyLine extends PolicyRow {
  readonly inForce?: number;
}

/** {@link AdoptedVersion}, as OpenAPI shows it. */
export class AdoptedVersionAnswer implements Required<AdoptedVersion> {
  @Shown(rule.count({ min: 1 }), { about: '版本 Version, from 1.' })
  version!: number;

  @Shown(rule.day(), { about: '生效日期 In force from this day on.' })
  effectiveFrom!: string;

  @Shown(rule.instant(), { about: '发布时间 When it was adopted.' })
  adoptedAt!: string;
}

/** {@link PolicyLine}, as OpenAPI shows it. */
export class PolicyLineAnswer implements Required<PolicyLine> {
  @Shown(rule.oneOf(...POLICY_CONTEXTS), {
    about:
      '哪方面的规则；规则见 /v1/policies/{context} What it rules; the rules are at /v1/policies/{context}.',
  })
  context!: PolicyContext;

  @Shown(rule.jurisdiction(), { about: '发布规则的行政区划 Whose policy it is.' })
  jurisdiction!: string;

  @ShownList(() => AdoptedVersionAnswer, {
    about: '全部版本，以发布先后为序 Every version, in the order of adoption.',
  })
  versions!: AdoptedVersionAnswer[];

  @Shown(rule.count({ min: 1 }), { optional: true, about: '当日有效的版本 The version in force that day.' })
  inForce!: number;
}
