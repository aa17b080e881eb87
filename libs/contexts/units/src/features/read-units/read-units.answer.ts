import { rule, Shown } from '#platform/http';
import type { UnitKind } from '../../domain/unit/unit.events.js';
import type { UnitRow } from '../../read-models/units/units.projection.js';
import { UNIT_KINDS } from '../unit-kinds.js';

/** How many people a unit has, as OpenAPI shows it. */
export class HeadCountAnswer implements Required<NonNullable<UnitRow['headCount']>> {
  @Shown(rule.count(), { about: '人数 Persons.' })
  persons!: number;

  @Shown(rule.day(), { about: '统计日期 Counted on this day.' })
  on!: string;
}

/** {@link UnitRow}, as OpenAPI shows it. */
export class UnitAnswer implements Required<UnitRow> {
  @Shown(rule.identifier())
  unitId!: string;

  @Shown({ type: 'string' }, { about: '单位名称 Name.' })
  name!: string;

  @Shown(rule.jurisdiction(), { about: '所在行政区划 Where it stands.' })
  jurisdiction!: string;

  @Shown(rule.oneOf(...UNIT_KINDS), { about: '单位类别 Kind.' })
  kind!: UnitKind;

  @Shown({ type: 'string' }, { optional: true, about: '行业系统 Industry system.' })
  system!: string;

  @Shown({ type: 'string' }, { optional: true, about: '统一社会信用代码 Unified social credit code.' })
  creditCode!: string;

  @Shown(() => HeadCountAnswer, { optional: true, about: '在职人数 Head count.' })
  headCount!: HeadCountAnswer;

  @Shown(rule.day(), { optional: true, about: '撤销日期 Dissolved on this day.' })
  dissolvedOn!: string;

  @Shown(rule.truth(), { optional: true, about: '补录 Its end was entered after that day.' })
  backEntry!: true;

  @Shown({ type: 'string' }, { optional: true, about: '补录理由 Why it was entered late.' })
  backEntryReason!: string;
}
