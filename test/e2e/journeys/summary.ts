import { close, outcomes, register } from '../activities.js';
import type { City, CityUnit } from '../city.js';
import type { GivenReceipt } from '../desk.js';
import { at, file, type Scene, scene } from '../scene.js';
import { award } from '../titles.js';
import { server } from './server.js';

interface Figure {
  readonly topic: string;
  readonly measure: string;
  readonly name?: string;
  readonly unitId?: string;
  readonly value: number;
  readonly source: string;
}

/** A line of any of the lists that summaries name. */
interface Line {
  readonly activityId?: string;
  readonly unitId?: string;
  readonly level?: string;
  readonly star?: number;
  readonly personTimes?: number;
  readonly totals?: Readonly<Record<string, number>>;
}

type Outcomes = { readonly outcomes: { readonly units: readonly { readonly unitId: string }[] } };

/** Every item of a list, two a page. */
async function everyItem<Item>(city: City, path: string, after: GivenReceipt): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | undefined = '';
  do {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page: { items: readonly Item[]; cursor?: string } = await city.office.see(
      `${path}&limit=2${more}`,
      after,
    );
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return items;
}

const sum = (values: readonly (number | undefined)[]): number =>
  values.reduce<number>((total, value = 0) => total + value, 0);

/** The figure, counted from what its source lists. */
async function counted(city: City, { topic, measure }: Figure, lines: readonly Line[]): Promise<number> {
  if (measure === 'personTimesCriticised') return sum(lines.map(({ personTimes }) => personTimes));
  if (topic === 'star-title') return sum(lines.map(({ star }) => star));
  if (topic !== 'volunteer-activity' || ['activities', 'times'].includes(measure)) return lines.length;
  if (measure !== 'units') return sum(lines.map(({ totals }) => totals?.[measure]));
  const told = lines.map(({ activityId = '' }) => city.office.see<Outcomes>(`/v1/activities/${activityId}`));
  const units = (await Promise.all(told)).flatMap((activity) => activity.outcomes.units);
  return new Set(units.map(({ unitId }) => unitId)).size;
}

/** What is counted in 2021 beside what is not: other years and kinds, what is planned, units that are gone. */
async function someYears({ city, school, station }: Scene): Promise<GivenReceipt> {
  const { office } = city;
  for (const [name, dissolvedOn] of [
    ['旧社区', '2021-12-31'],
    ['旧村', '2022-01-01'],
  ] as const) {
    const { id } = await city.unit(name);
    await office.do(`/v1/units/${id}/dissolve`, { dissolvedOn, reason: '补录' });
  }
  for (const issuedOn of ['2021-05-21', '2021-06-25', '2022-01-05']) {
    const notice = await file(city, [
      [school, 2],
      [station, 1],
    ]);
    await office.do(at(notice, 'issue'), { issuedOn, reason: '补录' });
  }
  await award(city, school, 'district', 1, 30, '2021-01-28');
  await award(city, school, 'city', 2, 31, '2021-06-01');
  await award(city, station, 'district', 1, 32, '2021-01-28');
  const done = async (organiser: CityUnit, plan: object, came: object): Promise<GivenReceipt> =>
    close(office, await register(office, organiser, plan), came);
  const both = outcomes(
    [
      [school, 30],
      [station, 5],
    ],
    { persons: 20, leaflets: 100, items: 3 },
  );
  const later = { occurredFrom: '2022-03-05', occurredTo: '2022-03-05' };
  await register(office, school);
  await done(school, {}, both);
  await done(station, { series: '清洁家园', title: '第一次' }, outcomes([[station, 4]], { persons: 4 }));
  await done(school, { series: '普法', kind: 'law-popularisation' }, both);
  await done(school, { kind: 'study' }, both);
  return done(school, {}, { ...both, ...later });
}

describe('a year’s summary', () => {
  it('names for each figure the list of exactly what it counts', async () => {
    const place = await scene(server);
    const { city, school, station } = place;
    const last = await someYears(place);
    const figures = await everyItem<Figure>(city, `/v1/summary?jurisdiction=${city.code}&year=2021`, last);
    const told = figures.map(({ measure, name = '', unitId = '', value }) => [measure, name, unitId, value]);
    expect(told).toEqual(
      expect.arrayContaining([
        ['unitsCriticised', '', '', 2],
        ['personTimesCriticised', '', '', 6],
        ['registered', '', '', 3],
        ['activities', '', '', 3],
        ['units', '清洁家园', '', 2],
        ['times', '清洁家园', '', 2],
        ['persons', '清洁家园', '', 24],
        ['city', '', school.id, 2],
        ['district', '', station.id, 1],
      ]),
    );
    for (const figure of figures) {
      const lines = await everyItem<Line>(city, figure.source, last);
      expect([figure.source, figure.measure, await counted(city, figure, lines)]).toEqual([
        figure.source,
        figure.measure,
        figure.value,
      ]);
      if (figure.topic === 'star-title')
        expect(lines).toMatchObject([{ unitId: figure.unitId, level: figure.measure }]);
    }
  });
});
