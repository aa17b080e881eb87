import { nameOf, type NamesOfUnits } from '#contexts/units/contracts';
import type { ReadModel } from '#platform/projections';
import { subtreePrefix } from '#platform/values';
import { type TitledUnit, titlesHeld } from '../../read-models/title-overview/title-overview.projection.js';
import { rowsOf } from '../rows-of.js';
import { exact, lastDay, route, type SummaryItem, type SummaryScope } from './summary-item.js';
import type { SummarySection } from './summary-page.js';

/** The titles each unit holds at the year's end, by unit id: a measure a level, its stars the value. */
export const titlesOfUnits = (
  model: ReadModel<TitledUnit>,
  named: NamesOfUnits,
  scope: SummaryScope,
): SummarySection<SummaryItem> =>
  function* (from) {
    const jurisdiction = { prefix: subtreePrefix(scope.jurisdiction) };
    const where = { jurisdiction, ...(from !== undefined && { unitId: { from } }) };
    const on = lastDay(scope);
    const asked = { jurisdiction: scope.jurisdiction, on };
    for (const row of rowsOf(model, { where, orderBy: 'unitId' }))
      yield {
        key: row.unitId,
        items: titlesHeld(row, on).map(({ level, star = 0 }) =>
          exact({
            topic: 'star-title',
            measure: level,
            unitId: row.unitId,
            ...nameOf(row.unitId, named),
            value: star,
            unitOfMeasure: 'stars',
            source: route('/v1/stars', { ...asked, level, unitId: row.unitId }),
          }),
        ),
      };
  };
