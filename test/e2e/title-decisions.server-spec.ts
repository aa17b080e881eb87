import { type StartedServer, startServer } from '#platform/testing';
import { Desk } from './desk.js';
import { at, file, scene } from './scene.js';
import { award, decision, title } from './titles.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

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
      { measure: 'city', unitId: school.id, unitName: school.name, value: 2 },
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
