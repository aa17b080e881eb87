import type { Condition, KeyedRow, Projection, ReadModel } from '#platform/projections';
import {
  activityOverview,
  type ActivityOverviewRow,
  type NamedActivities,
} from '../../read-models/activity-overview/activity-overview.projection.js';
import {
  titleOverview,
  type TitledUnit,
} from '../../read-models/title-overview/title-overview.projection.js';
import {
  unitOverview,
  type UnitOverviewRow,
} from '../../read-models/unit-overview/unit-overview.projection.js';
import { allActivities, namedActivities } from './activity-sections.js';
import type { SummaryItem } from './summary-item.js';
import type { SummarySection } from './summary-page.js';
import { titlesOfUnits } from './title-section.js';
import { criticisms, registeredUnits } from './unit-sections.js';

/** Rows that answer lists as the engine does, two a page. */
function rows<Row extends object>(
  { indexes = {} }: Pick<Projection<Row>, 'indexes'>,
  ...stored: readonly Row[]
): ReadModel<Row> {
  const keyed = stored.map((row, index): KeyedRow<Row> => ({
    key: `${index}`,
    row,
    ordinal: 0,
    revision: 0,
  }));
  const fits = (row: Row, name: string, condition: Condition): boolean => {
    const value = indexes[name]?.(row, '') ?? null;
    if (condition === null || typeof condition !== 'object') return value === condition;
    if ('prefix' in condition) return typeof value === 'string' && value.startsWith(condition.prefix);
    return (
      value !== null &&
      value >= (condition.from ?? '') &&
      (condition.to === undefined || value <= condition.to)
    );
  };
  const list: ReadModel<Row>['list'] = ({ where = {}, orderBy, cursor = '0' }) => {
    const order = (row: Row): string => (orderBy ? String(indexes[orderBy]?.(row, '')) : '');
    const found = keyed
      .filter(({ row }) => Object.entries(where).every(([name, condition]) => fits(row, name, condition)))
      .sort((one, other) =>
        order(one.row) < order(other.row) ? -1 : order(one.row) > order(other.row) ? 1 : 0,
      );
    const from = Number(cursor);
    const items = found.slice(from, from + 2);
    return found.length > from + 2 ? { items, cursor: String(from + 2) } : { items };
  };
  return { list } as ReadModel<Row>;
}

const scope = { jurisdiction: '990100', year: 2021 };
const told = (section: SummarySection<SummaryItem>, from?: string) =>
  [...section(from)].flatMap(({ items }) =>
    items.map(({ measure, name, unitId, unitName = unitId, value, approximate }) => [
      name ?? unitName ?? '',
      measure,
      value,
      approximate,
    ]),
  );

describe('the summary of criticisms', () => {
  const criticised = (unitId: string, jurisdiction: string, year: string, notices: Record<string, number>) =>
    ({ kind: 'criticised', unitId, jurisdiction, year, notices }) satisfies UnitOverviewRow;
  const model = rows<UnitOverviewRow>(
    unitOverview,
    criticised('a', '990102', '2021', { n: 2, m: 3 }),
    criticised('b', '990100', '2021', { n: 1 }),
    criticised('c', '990103', '2021', { n: 1 }),
    criticised('d', '990200', '2021', { n: 7 }),
    criticised('a', '990102', '2022', { o: 9 }),
  );

  it('counts each unit of the subtree once, and all person-times of the year', () => {
    expect(told(criticisms(model, scope))).toEqual([
      ['', 'unitsCriticised', 3, false],
      ['', 'personTimesCriticised', 7, false],
    ]);
  });

  it('is nought where nobody was criticised', () => {
    expect(told(criticisms(model, { ...scope, year: 2020 })).map(([, , value]) => value)).toEqual([0, 0]);
  });

  it('names the list that shows it', () => {
    const [group] = [...criticisms(model, scope)(undefined)];
    expect(group?.items[0]?.source).toBe('/v1/criticisms?jurisdiction=990100&from=2021-01-01&to=2021-12-31');
  });
});

describe('the summary of units', () => {
  it('counts those on the register that are not dissolved by the end of the year', () => {
    const model = rows<UnitOverviewRow>(
      unitOverview,
      { kind: 'registered', jurisdiction: '990100', units: 2 },
      { kind: 'registered', jurisdiction: '990102', units: 3 },
      { kind: 'registered', jurisdiction: '990200', units: 5 },
      { kind: 'unit', name: '甲局', jurisdiction: '990102', dissolvedOn: '2021-12-31' },
      { kind: 'unit', name: '甲局', jurisdiction: '990102', dissolvedOn: '2022-01-01' },
      { kind: 'unit', name: '甲局', jurisdiction: '990102' },
    );
    expect(told(registeredUnits(model, scope))).toEqual([['', 'registered', 4, false]]);
  });
});

describe('the summary of activities', () => {
  const named = (name: string, jurisdiction: string, changes: Partial<NamedActivities>): NamedActivities => ({
    kind: 'named',
    jurisdiction,
    year: '2021',
    name,
    units: ['a'],
    times: 1,
    personTimes: 5,
    approximate: false,
    ...changes,
  });
  const model = rows<ActivityOverviewRow>(
    activityOverview,
    named('c', '990102', {}),
    { kind: 'all', jurisdiction: '990102', year: '2021', activities: 3, personTimes: 9, approximate: false },
    { kind: 'all', jurisdiction: '990103', year: '2021', activities: 1, personTimes: 4, approximate: true },
    { kind: 'all', jurisdiction: '990200', year: '2021', activities: 8, personTimes: 8, approximate: true },
    named('b', '990102', { units: ['a', 'b'], leaflets: 20, approximate: true }),
    named('b', '990103', { units: ['b', 'c'], items: 2, persons: 4 }),
    named('b', '990200', { units: ['z'] }),
    named('b', '990103', { year: '2022', units: ['z'] }),
  );

  it('adds the whole subtree up', () => {
    expect(told(allActivities(model, scope))).toEqual([
      ['', 'activities', 4, false],
      ['', 'personTimes', 13, true],
    ]);
  });

  it('unites a name’s units over the subtree; what is counted one by one is exact', () => {
    expect(told(namedActivities(model, scope))).toEqual([
      ['b', 'units', 3, false],
      ['b', 'times', 2, false],
      ['b', 'personTimes', 10, true],
      ['b', 'persons', 4, true],
      ['b', 'leaflets', 20, true],
      ['b', 'items', 2, true],
      ['c', 'units', 1, false],
      ['c', 'times', 1, false],
      ['c', 'personTimes', 5, false],
    ]);
  });

  it('goes on from a name, and names the list of what is counted', () => {
    const [group] = [...namedActivities(model, scope)('c')];
    expect(group?.items[0]).toMatchObject({
      name: 'c',
      source: '/v1/activities?jurisdiction=990100&voluntary=true&year=2021&name=c',
    });
  });
});

describe('the summary of titles', () => {
  const titled = (unitId: string, jurisdiction: string, ...steps: TitledUnit['steps']): TitledUnit => ({
    unitId,
    jurisdiction,
    steps,
  });
  const city = (effectiveOn: string, star?: number) =>
    ({ kind: 'award', level: 'city', effectiveOn, ...(star !== undefined && { star }) }) as const;
  const model = rows<TitledUnit>(
    titleOverview,
    titled('b', '990102', city('2021-12-31')),
    titled('a', '990102', city('2022-01-01', 3), city('2020-01-01', 2)),
    titled('c', '990200', city('2020-01-01', 5)),
    titled('d', '990100', city('2022-01-01', 5)),
  );

  const named = new Map([['a', { name: '甲局' }]]);

  it('tells what each unit of the subtree holds at the year’s end', () => {
    expect(told(titlesOfUnits(model, named, scope))).toEqual([
      ['甲局', 'city', 2, false],
      ['b', 'city', 0, false],
    ]);
    expect(told(titlesOfUnits(model, named, scope), 'b')).toEqual([['b', 'city', 0, false]]);
  });
});
