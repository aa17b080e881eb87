import { Count, Jurisdiction, Matching, OneOf, Text } from '#platform/http';
import type { UnitKind } from '../../domain/unit/unit.events.js';
import { UNIT_KINDS } from '../unit-kinds.js';

// GB 32100-2015: 18 places, digits and capitals without I, O, S, V, Z.
const CREDIT_CODE = /^[0-9A-HJ-NP-RTUW-Y]{18}$/;

export class RegisterUnitBody {
  @Text({ max: 200, about: '单位名称 Name of the unit.' })
  name!: string;

  @Jurisdiction({ about: '所在行政区划 Where the unit stands.' })
  jurisdiction!: string;

  @OneOf(UNIT_KINDS, { about: '单位类别 Kind of unit.' })
  kind!: UnitKind;

  @Text({ max: 100, optional: true, about: '行业系统 Industry system.' })
  system?: string;

  @Matching(CREDIT_CODE, '12990100MB0000001X', {
    optional: true,
    about: '统一社会信用代码 Unified social credit code.',
  })
  creditCode?: string;

  @Count({ max: 10_000_000, optional: true, about: '人数 Head-count as of today.' })
  headCount?: number;
}
