import { Day, Flag, Jurisdiction, Matching, Nested } from '#platform/http';
import type { NumberingRules } from '../../domain/numbering-policy/numbering-policy.events.js';

export class NumberingRulesBody implements NumberingRules {
  @Matching(/^[^\s〔［[(（\d]{1,30}$/, 'an issuer code without digits, blanks or brackets', {
    about: '本机关代字 Issuer code of the office.',
  })
  issuerCode!: string;

  @Flag({ about: '不得跳号 Numbers may not be skipped.' })
  gapless!: boolean;
}

export class AdoptNumberingPolicyBody {
  @Jurisdiction()
  jurisdiction!: string;

  @Day({ about: '生效日期 In force from this day on.' })
  effectiveFrom!: string;

  @Nested(() => NumberingRulesBody)
  rules!: NumberingRulesBody;
}
