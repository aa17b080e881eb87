import type { ReadModel } from '#platform/projections';
import { subtreePrefix } from '#platform/values';
import {
  type UnitOverviewRow,
  unitPlaces,
} from '../../read-models/unit-overview/unit-overview.projection.js';
import { rowsOf } from '../rows-of.js';
import { exact, firstDay, lastDay, route, type SummaryItem, type SummaryScope } from './summary-item.js';
import type { SummarySection } from './summary-page.js';

type Model = ReadModel<UnitOverviewRow>;

/** Units named by criticisms issued in the year and not withdrawn: each once; and their person-times. */
export const criticisms =
  (model: Model, scope: SummaryScope): SummarySection<SummaryItem> =>
  () => {
    let units = 0;
    let personTimes = 0;
    const place = unitPlaces.criticised(scope.year, subtreePrefix(scope.jurisdiction));
    for (const row of rowsOf(model, { where: { place: { prefix: place } } })) {
      if (row.kind !== 'criticised') continue;
      units += 1;
      personTimes += Object.values(row.notices).reduce((sum, times) => sum + times, 0);
    }
    const { jurisdiction } = scope;
    const source = route('/v1/criticisms', { jurisdiction, from: firstDay(scope), to: lastDay(scope) });
    const topic = 'circulation-notice';
    return [
      {
        key: '',
        items: [
          exact({ topic, measure: 'unitsCriticised', value: units, unitOfMeasure: 'units', source }),
          exact({
            topic,
            measure: 'personTimesCriticised',
            value: personTimes,
            unitOfMeasure: 'personTimes',
            source,
          }),
        ],
      },
    ];
  };

/** Units on the register that are not dissolved by the end of the year. */
export const registeredUnits =
  (model: Model, scope: SummaryScope): SummarySection<SummaryItem> =>
  () => {
    const prefix = subtreePrefix(scope.jurisdiction);
    let value = 0;
    for (const row of rowsOf(model, { where: { place: { prefix: unitPlaces.registered(prefix) } } }))
      if (row.kind === 'registered') value += row.units;
    for (const row of rowsOf(model, { where: { place: { prefix: unitPlaces.dissolved(prefix) } } }))
      if (row.kind === 'unit' && row.dissolvedOn !== undefined && row.dissolvedOn <= lastDay(scope))
        value -= 1;
    const source = route('/v1/units', { jurisdiction: scope.jurisdiction, on: lastDay(scope) });
    const measure = { topic: 'units', measure: 'registered', unitOfMeasure: 'units' } as const;
    return [{ key: '', items: [exact({ ...measure, value, source })] }];
  };
