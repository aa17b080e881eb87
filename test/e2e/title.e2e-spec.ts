import { type StartedServer, startServer } from '#platform/testing';
import type { City, CityUnit } from './city.js';
import { Desk, type GivenReceipt } from './desk.js';
import { at, file, scene } from './scene.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Star {
  readonly unitName: string;
  readonly level: string;
  readonly star?: number;
  readonly since: string;
  readonly until?: string;
  readonly decision: { readonly documentNumber: string };
}

const decision = (documentNumber: string, effectiveOn: string) => ({
  body: '示例市文明委',
  documentNumber,
  legalBasis: '示例市文明单位管理办法',
  effectiveOn,
});

const title = ({ id }: CityUnit, level: string, what: string): string => `/v1/titles/${id}/${level}/${what}`;

/** Awards a star by the office of the city. */
const award = (
  city: City,
  unit: CityUnit,
  level: string,
  star: number,
  number: number,
  effectiveOn: string,
) =>
  city.office.do(title(unit, level, 'award'), {
    star,
    cycle: `${city.code}-2021`,
    decision: decision(`示文明〔2021〕${number}号`, effectiveOn),
  });

const stars = async (city: City, after?: GivenReceipt, query = ''): Promise<readonly string[]> => {
  const { items } = await city.office.see<{ items: readonly Star[] }>(`/v1/stars?${query}`, after);
  return items
    .map(
      ({ unitName, level, star = 0, since, until = 'ever' }) =>
        `${unitName} ${level} ★${star} ${since}–${until}`,
    )
    .toSorted();
};

describe('a title', () => {
  it('climbs the ladder of the policy, step by step, and says by which decision', async () => {
    const { city, school } = await scene(server);
    const climb = {
      star: 2,
      cycle: `${city.code}-2021`,
      decision: decision('示文明〔2021〕30号', '2021-03-01'),
    };
    expect(await city.office.refused(title(school, 'city', 'award'), climb)).toBe('422 ladder-refuses');

    const first = await award(city, school, 'district', 1, 30, '2021-01-28');
    const second = await award(city, school, 'city', 2, 31, '2021-06-01');
    expect(await stars(city, second, 'on=2021-06-30')).toEqual([
      '示例学校 city ★2 2021-06-01–2024-06-01',
      '示例学校 district ★1 2021-01-28–2024-01-28',
    ]);
    const { items } = await city.office.see<{ items: readonly Star[] }>(
      '/v1/stars?on=2021-06-30&level=city',
      second,
    );
    expect(items).toMatchObject([{ decision: { ...decision('示文明〔2021〕31号', '2021-06-01') } }]);
    expect(first.stream).not.toBe(second.stream);
  });

  it('is retained for another term and revoked with a reason, from the day the paper says', async () => {
    const { city, school } = await scene(server);
    const { office } = city;
    await award(city, school, 'district', 1, 30, '2021-01-28');
    await office.do('/v1/cycles', { id: `${city.code}-2022`, from: '2022-01-01', to: '2022-12-31' });
    const retained = await office.do(title(school, 'district', 'retain'), {
      cycle: `${city.code}-2022`,
      decision: decision('示文明〔2022〕2号', '2022-01-28'),
    });
    expect(await stars(city, retained, 'on=2022-02-01')).toEqual([
      '示例学校 district ★1 2021-01-28–2025-01-28',
    ]);

    const revoke = { decision: decision('示文明〔2022〕9号', '2022-06-01'), reason: '发生较大安全事故' };
    const revoked = await office.do(title(school, 'district', 'revoke'), revoke);
    expect(await stars(city, revoked, 'on=2022-05-31')).toHaveLength(1);
    expect(await stars(city, revoked, 'on=2022-06-01')).toEqual([]);

    const story = await school.desk.see<{ titles: readonly object[] }>(`/v1/titles/${school.id}`, revoked);
    expect(story).toMatchObject({
      unitName: school.name,
      titles: [
        {
          level: 'district',
          tenures: [
            {
              star: 1,
              since: '2021-01-28',
              until: '2022-06-01',
              endsBy: 'revoked',
              retentions: [{ documentNumber: '示文明〔2022〕2号' }],
              revocation: { documentNumber: '示文明〔2022〕9号', reason: '发生较大安全事故' },
            },
          ],
        },
      ],
    });
    expect(await office.refused(title(school, 'district', 'revoke'), { ...revoke, reason: '再次' })).toBe(
      '409 title-not-held',
    );
  });

  it('ends with its term', async () => {
    const { city, school } = await scene(server);
    const awarded = await award(city, school, 'district', 1, 30, '2021-01-28');
    expect(await stars(city, awarded, 'on=2024-01-27')).toHaveLength(1);
    expect(await stars(city, awarded, 'on=2024-01-28')).toEqual([]);
  });
});

describe('whoever records a decision', () => {
  it('is the office of the body that decides, or one above it', async () => {
    const { city, school } = await scene(server);
    const token = { actor: 'district-office', roles: ['office'], jurisdiction: city.district } as const;
    const district = new Desk(server, await server.tokenFor(token));
    const award = (cycle: string, number: number) => ({
      star: 1,
      cycle,
      decision: decision(`示文明〔2021〕${number}号`, '2021-01-28'),
    });
    const own = award(`${city.code}-2021`, 30);
    await district.do(title(school, 'district', 'award'), own);
    for (const level of ['city', 'province', 'national'])
      expect(await district.refused(title(school, level, 'award'), own)).toBe('403 outside-jurisdiction');
    const revocation = { decision: own.decision, reason: '弄虚作假' };
    expect(await district.refused(title(school, 'city', 'revoke'), revocation)).toBe(
      '403 outside-jurisdiction',
    );
    await city.office.do(title(school, 'city', 'award'), award(`${city.code}-2021`, 31));
  });

  it('names a cycle that is open and covers the unit', async () => {
    const { city, school } = await scene(server);
    const { code, otherDistrict, office } = city;
    await office.do('/v1/cycles', { id: `${otherDistrict}-2021`, from: '2021-01-01', to: '2021-12-31' });
    const named = (cycle: string) => ({ cycle, decision: decision('示文明〔2021〕30号', '2021-01-28') });
    for (const [what, star] of [['award', { star: 1 }] as const, ['retain', {}] as const]) {
      const path = title(school, 'district', what);
      expect(await office.refused(path, { ...named(`${code}-2031`), ...star })).toBe('422 unknown-cycle');
      expect(await office.refused(path, { ...named(`${otherDistrict}-2021`), ...star })).toBe(
        '422 unit-outside-cycle',
      );
    }
  });
});

describe('the star board', () => {
  it('tells what was in force on a day and what was known at an ordinal or an instant', async () => {
    const { city, school } = await scene(server);
    const before = await server.head();
    const awarded = await award(city, school, 'district', 1, 30, '2021-01-28');
    const known = await server.head();
    const revoke = { decision: decision('示文明〔2021〕31号', '2021-02-28'), reason: '弄虚作假' };
    const revoked = await city.office.do(title(school, 'district', 'revoke'), revoke);
    expect(await stars(city, awarded, 'on=2021-01-27')).toEqual([]);
    expect(await stars(city, revoked, 'on=2021-02-27')).toHaveLength(1);
    expect(await stars(city, revoked, 'on=2021-03-01')).toEqual([]);
    expect(await stars(city, undefined, `on=2021-03-01&asOf=${known}`)).toHaveLength(1);
    expect(await stars(city, undefined, `on=2021-03-01&asOf=${before}`)).toEqual([]);
    expect(await stars(city, undefined, 'on=2021-03-01&asOf=2021-03-01T00:00:00Z')).toEqual([]);
    const { status, body } = await city.office.ask('GET', '/v1/stars?asOf=999999');
    expect([status, body]).toEqual([409, expect.objectContaining({ code: 'as-of-ahead' })]);
  });

  it('is that of a subtree, a level, or the unit that asks', async () => {
    const { city, school, station } = await scene(server);
    await award(city, school, 'district', 1, 30, '2021-01-28');
    const last = await award(city, station, 'district', 1, 30, '2021-01-28');
    const on = 'on=2021-06-30';
    const both = ['示例学校 district ★1 2021-01-28–2024-01-28', '示例车站 district ★1 2021-01-28–2024-01-28'];
    expect(await stars(city, last, on)).toEqual(both);
    expect(await stars(city, last, `${on}&jurisdiction=${city.otherDistrict}`)).toEqual([both[1]]);
    expect(await stars(city, last, `${on}&level=city`)).toEqual([]);
    const own = await school.desk.see<{ items: readonly Star[] }>(`/v1/stars?${on}`, last);
    expect(own.items).toMatchObject([{ unitId: school.id }]);
  });
});

describe('the number of a decision', () => {
  it('covers a batch of one body, and no notice beside it', async () => {
    const { city, school, station } = await scene(server);
    await award(city, school, 'district', 1, 30, '2021-01-28');
    await award(city, station, 'district', 1, 30, '2021-01-28');
    await award(city, school, 'city', 1, 31, '2021-03-01');
    await award(city, station, 'city', 1, 31, '2021-03-01');
    const notice = await file(city, [[school, 1]]);
    const body = { documentNumber: '示文明〔2021〕31号', issuedOn: '2021-05-21', reason: '补录' };
    expect(await city.office.refused(at(notice, 'issue'), body)).toBe('409 document-number-taken');
    const elsewhere = { ...decision('示文明〔2021〕31号', '2021-04-01'), body: '另一机关' };
    const climb = { star: 2, cycle: `${city.code}-2021`, decision: elsewhere };
    expect(await city.office.refused(title(school, 'city', 'award'), climb)).toBe(
      '409 document-number-taken',
    );
  });
});

describe('what titles come to', () => {
  it('is points of the cycle and stars of the year', async () => {
    const { city, school } = await scene(server);
    await award(city, school, 'district', 1, 30, '2021-01-28');
    const last = await award(city, school, 'city', 2, 31, '2021-06-01');
    const { total } = await school.desk.see<{ total: string }>(
      `/v1/scores/${school.id}?cycle=${city.code}-2021`,
      last,
    );
    expect(total).toBe('64');
    const { items } = await city.office.see<{ items: readonly { topic: string }[] }>(
      `/v1/summary?jurisdiction=${city.code}&year=2021&limit=500`,
      last,
    );
    expect(items.filter(({ topic }) => topic === 'star-title')).toMatchObject([
      { measure: 'district', unitId: school.id, value: 1 },
      { measure: 'city', unitId: school.id, value: 2 },
    ]);
  });

  it('is given back by a revocation in the same cycle, with an entry of its own', async () => {
    const { city, school } = await scene(server);
    await award(city, school, 'district', 1, 30, '2021-01-28');
    await award(city, school, 'city', 2, 31, '2021-06-01');
    const revoke = (level: string, on: string, number: number) =>
      city.office.do(title(school, level, 'revoke'), {
        decision: decision(`示文明〔${on.slice(0, 4)}〕${number}号`, on),
        reason: '弄虚作假',
      });
    await revoke('district', '2022-03-01', 2);
    const last = await revoke('city', '2021-10-01', 32);
    const { total, entries } = await city.office.see<{ total: string; entries: readonly object[] }>(
      `/v1/scores/${school.id}/explain?cycle=${city.code}-2021`,
      last,
    );
    expect(total).toBe('62');
    expect(entries.slice(1)).toMatchObject([
      { kind: 'fact', points: '2', occurredOn: '2021-01-28' },
      { kind: 'fact', points: '2', occurredOn: '2021-06-01' },
      { kind: 'reversal', points: '-2', occurredOn: '2021-06-01', withdrawnOn: '2021-10-01' },
    ]);
  });
});
