import { type StartedServer, startServer } from '#platform/testing';
import { refusedAsOf, seenAsOf } from './as-of.js';
import { type Past, preparePast } from './past.js';

jest.setTimeout(120_000);

let server: StartedServer;
let place: Past;

beforeAll(async () => {
  server = await startServer();
  place = await preparePast(server);
});
afterAll(() => server.stop());

describe('as of then', () => {
  interface Listed {
    readonly items: readonly Readonly<Record<string, unknown>>[];
  }
  /** A member of every item, then and now. */
  const listed = async (path: string, member: string) => {
    const { office } = place.city;
    const pick = ({ items }: Listed): readonly unknown[] => items.map((item) => item[member]).toSorted();
    const then = await seenAsOf<Listed>(office, path, place.then);
    return { then: pick(then), now: pick(await office.see<Listed>(path)) };
  };
  /** A member of the answer, then and now. */
  const told = async (path: string, member: string) => {
    const { office } = place.city;
    const bodies = [await seenAsOf<object>(office, path, place.then), await office.see<object>(path)];
    return bodies.map((body) => (body as Readonly<Record<string, unknown>>)[member]);
  };

  it('units are those that were registered, and not dissolved yet', async () => {
    const names = await listed('/v1/units?jurisdiction=990100', 'name');
    expect(names.now).toEqual([...names.then, '示例新校'].toSorted());
    expect(names.then).toContain('示例老厂');
    expect(await told(`/v1/units/${place.mill.id}`, 'dissolvedOn')).toEqual([undefined, '2021-06-30']);
    expect(await refusedAsOf(place.city.office, `/v1/units/${place.newcomer.id}`, place.then)).toBe(
      '404 unit-not-found',
    );
    const lines = await told(`/v1/units/${place.mill.id}/timeline`, 'items');
    expect(lines.map((items) => (items as []).length)).toEqual([1, 2]);
    const codes = await listed('/v1/jurisdictions', 'code');
    expect(codes.now.filter((code) => !codes.then.includes(code))).toEqual(['990108']);
  });

  it('pages go on where they ended', async () => {
    const all = await seenAsOf<Listed>(place.city.office, '/v1/units', place.then);
    const items = [];
    let more = '';
    do {
      const page = await seenAsOf<Listed & { readonly cursor?: string }>(
        place.city.office,
        `/v1/units?limit=2${more}`,
        place.then,
      );
      items.push(...page.items);
      more = page.cursor === undefined ? '' : `&cursor=${encodeURIComponent(page.cursor)}`;
    } while (more !== '');
    expect(items).toEqual(all.items);
  });

  it('activities are open that were closed since', async () => {
    expect(await told(`/v1/activities/${place.activities.open}`, 'status')).toEqual(['registered', 'closed']);
    const statuses = await listed('/v1/activities', 'status');
    expect(statuses).toEqual({
      then: ['closed', 'registered', 'registered'],
      now: ['closed', 'closed', 'registered', 'registered'],
    });
  });

  it('notices are drafts that were issued since', async () => {
    expect(await told(`/v1/notices/${place.notices.filed}`, 'status')).toEqual(['filed', 'issued']);
    const drafts = await listed('/v1/notices?status=filed', 'noticeId');
    expect(drafts).toEqual({ then: [place.notices.filed], now: [] });
  });

  it('titles, cycles and stars are those that were decided', async () => {
    const { station, school, city } = place;
    const holders = await listed('/v1/titles', 'unitId');
    expect(holders).toEqual({ then: [school.id], now: [school.id, station.id].toSorted() });
    expect((await told(`/v1/titles/${station.id}`, 'titles')).map((titles) => (titles as []).length)).toEqual(
      [0, 1],
    );
    expect(await listed('/v1/stars?on=2021-06-01', 'unitId')).toEqual(holders);
    expect((await listed('/v1/cycles', 'cycleId')).then).toEqual(['990100-2021']);
    expect(await refusedAsOf(city.office, '/v1/cycles/990100-2022', place.then)).toBe('404 cycle-not-found');
  });

  it('a score is what had been counted, and its entries add up to it', async () => {
    const path = (more: string): string => `/v1/scores/${place.station.id}${more}?cycle=990100-2021`;
    const totals = await told(path(''), 'total');
    // Since then: one more activity, one more criticism, a title.
    expect(totals).toEqual(['60.9', '63.1']);
    expect(await told(path('/explain'), 'total')).toEqual(totals);
    const sums = (await told(path('/explain'), 'entries')).map((entries) =>
      (entries as readonly { points: string }[]).reduce((sum, { points }) => sum + Number(points) * 1000, 0),
    );
    expect(sums.map((sum) => Math.round(sum))).toEqual([60_900, 63_100]);
    expect(
      await refusedAsOf(place.city.office, `/v1/scores/${place.newcomer.id}?cycle=990100-2021`, place.then),
    ).toBe('404 unit-not-found');
    const members = await listed('/v1/leaderboards/score?cycle=990100-2021', 'id');
    expect([...members.now, place.mill.id].toSorted()).toEqual(
      [...members.then, place.newcomer.id].toSorted(),
    );
  });

  it('a summary counts what was known', async () => {
    const path = '/v1/summary?jurisdiction=990100&year=2021';
    const figures = (await told(path, 'items')).map((items) =>
      (items as readonly { measure: string; name?: string; value: number }[])
        .filter(({ name }) => name === undefined)
        .map(({ measure, value }) => `${measure} ${value}`),
    );
    expect(figures[0]).toEqual(expect.arrayContaining(['personTimesCriticised 6', 'registered 4']));
    expect(figures[1]).toEqual(expect.arrayContaining(['personTimesCriticised 9', 'registered 4']));
    expect(figures[0]).not.toEqual(figures[1]);
  });

  it('a unit reads its own, and of others what it might have read', async () => {
    const { school, station, notices } = place;
    const { desk } = school;
    const { items: units } = await seenAsOf<Listed>(desk, '/v1/units', place.then);
    expect(units.map(({ unitId }) => unitId)).toEqual([school.id]);
    const { items: lines } = await seenAsOf<Listed>(desk, '/v1/criticisms', place.then);
    expect(lines.map(({ unitId }) => unitId)).toEqual([school.id]);
    const cycle = 'cycle=990100-2021';
    expect(
      await seenAsOf(desk, `/v1/leaderboards/score/members/${school.id}?${cycle}`, place.then),
    ).toMatchObject({
      asOf: place.then,
      items: [{ id: school.id }],
    });
    // A draft is the office's; what was issued since is read by everybody named.
    expect(await refusedAsOf(desk, `/v1/notices/${notices.filed}`, place.then)).toBe('404 notice-not-found');
    await desk.see(`/v1/notices/${notices.filed}`);
    for (const path of [
      `/v1/units/${station.id}`,
      `/v1/titles/${station.id}`,
      `/v1/scores/${station.id}?${cycle}`,
      `/v1/scores/${station.id}/explain?${cycle}`,
      `/v1/leaderboards/score/members/${station.id}?${cycle}`,
    ])
      expect([path, await refusedAsOf(desk, path, place.then)]).toEqual([path, '403 another-unit']);
  });
});
