import { Day, Flag, Jurisdiction, Matching, Nested } from '#platform/http';
import type { NumberingRules } from '../../domain/numbering-policy/numbering-policy.events.js';

export class NumberingRulesBody implements NumberingRules {
  @Matching(/^[^\s〔［[(（\d]{1,30}$/, '示文明', {
    about: '本机关代字，不含数字、空白和括号 Issuer code of the office, without digits, blanks or brackets.',
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
