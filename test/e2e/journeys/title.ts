import type { GivenReceipt } from '../desk.js';
import { scene } from '../scene.js';
import { award, decision, stars, title, type Star } from '../titles.js';
import { server } from './server.js';

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
          decisions: ['award', 'retain', 'revoke'].map((kind) => ({ kind, backEntry: true })),
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
    expect(await stars(city, last, `${on}&unitId=${station.id}`)).toEqual([both[1]]);
    const others = await school.desk.see(`/v1/stars?${on}&unitId=${station.id}`, last);
    expect(others).toMatchObject({ items: [] });
    const own = await school.desk.see<{ items: readonly Star[] }>(`/v1/stars?${on}`, last);
    expect(own.items).toMatchObject([{ unitId: school.id }]);
  });

  it('marks what a unit holds that is gone: somebody has to decide on it', async () => {
    const { city, school } = await scene(server);
    await award(city, school, 'district', 1, 30, '2021-01-28');
    const before = await server.head();
    const dissolvedOn = '2021-06-01';
    const dissolved = await city.office.do(`/v1/units/${school.id}/dissolve`, {
      dissolvedOn,
      reason: '补录',
    });
    const onBoard = async (on: string, after?: GivenReceipt): Promise<readonly Star[]> =>
      (await city.office.see<{ items: readonly Star[] }>(`/v1/stars?on=${on}`, after)).items;
    expect(await onBoard('2021-06-01', dissolved)).toMatchObject([
      { unitId: school.id, unitDissolvedOn: dissolvedOn },
    ]);
    expect((await onBoard('2021-05-31'))[0]).not.toHaveProperty('unitDissolvedOn');
    expect(await onBoard(`2021-06-01&asOf=${before}`)).toHaveLength(1);
    expect((await onBoard(`2021-06-01&asOf=${before}`))[0]).not.toHaveProperty('unitDissolvedOn');
    expect((await onBoard(`2021-06-01&asOf=${before + 1}`))[0]).toMatchObject({
      unitDissolvedOn: dissolvedOn,
    });
  });
});
