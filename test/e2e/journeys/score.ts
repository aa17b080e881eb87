import type { CityUnit } from '../city.js';
import type { GivenReceipt } from '../desk.js';
import { at, file, scene } from '../scene.js';
import { server } from './server.js';

describe('the score of a unit', () => {
  interface Entry {
    readonly kind: string;
    readonly item?: string;
    readonly points: string;
  }

  it('follows its notices, and every point is explained', async () => {
    const { city, school, station } = await scene(server);
    const { office } = city;
    const cycle = `cycle=${city.code}-2021`;
    /** `kind item points` of each entry and the total, which the entries add up to. */
    const score = async (unit: CityUnit, after: GivenReceipt): Promise<readonly string[]> => {
      const { total } = await office.see<{ total: string }>(`/v1/scores/${unit.id}?${cycle}`, after);
      const { entries } = await office.see<{ entries: readonly Entry[] }>(
        `/v1/scores/${unit.id}/explain?${cycle}`,
        after,
      );
      const sum = entries.reduce((milli, { points }) => milli + Math.round(Number(points) * 1000), 0);
      expect(sum).toBe(Math.round(Number(total) * 1000));
      return [...entries.map(({ kind, item = '', points }) => `${kind} ${item} ${points}`), total];
    };
    const notice = await file(city, [
      [school, 2],
      [station, 30],
    ]);
    expect(await score(school, notice)).toEqual(['base  60', '60']);
    const issued = await office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    expect(await score(school, issued)).toEqual(['base  60', 'fact criticised -0.6', '59.4']);
    expect(await score(station, issued)).toEqual([
      'base  60',
      'fact criticised -9',
      'cap criticised 1',
      '52',
    ]);

    const { documentNumber } = await office.see<{ documentNumber: string }>(
      `/v1/notices/${notice.id}`,
      issued,
    );
    const { entries } = await office.see<{ entries: readonly Entry[] }>(
      `/v1/scores/${school.id}/explain?${cycle}`,
      issued,
    );
    expect(entries.at(-1)).toMatchObject({
      title: '通报批评',
      per: 'person-time',
      times: 2,
      cause: { eventId: issued.events[0]?.id, stream: issued.stream, name: documentNumber },
    });

    const withdrawn = await office.do(at(notice, 'withdraw'), {
      withdrawnOn: '2021-06-30',
      reason: '名单有误',
    });
    expect(await score(school, withdrawn)).toEqual([
      'base  60',
      'fact criticised -0.6',
      'reversal criticised 0.6',
      '60',
    ]);
    expect((await score(station, withdrawn)).at(-1)).toBe('60');
  });
});

describe('the leaderboard by score', () => {
  interface Ranking {
    readonly rank: number;
    readonly id: string;
    readonly name: string;
    readonly value: string;
  }

  it('ranks equal scores alike, in the order of their ids, and one member with its neighbours', async () => {
    const { city, school, station } = await scene(server);
    const library = await city.unit('示例图书馆');
    const court = await city.unit('示例法院', city.otherDistrict);
    const notice = await file(city, [
      [school, 1],
      [station, 3],
      [library, 1],
    ]);
    const issued = await city.office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    const board = async (query = '', path = ''): Promise<readonly string[]> => {
      const asked = `/v1/leaderboards/score${path}?cycle=${city.code}-2021${query}`;
      const { items } = await city.office.see<{ items: readonly Ranking[] }>(asked, issued);
      return items.map(({ rank, name, value }) => `${rank} ${name} ${value}`);
    };
    const tied = [library, school].toSorted((one, other) => (one.id < other.id ? -1 : 1));
    expect(await board()).toEqual([
      '1 示例法院 60',
      ...tied.map(({ name }) => `2 ${name} 59.7`),
      '4 示例车站 59.1',
    ]);
    expect(await board(`&jurisdiction=${city.otherDistrict}`)).toEqual(['1 示例法院 60', '2 示例车站 59.1']);
    expect(await board('&neighbours=1', `/members/${court.id}`)).toHaveLength(2);
    expect(await board('&neighbours=1', `/members/${station.id}`)).toHaveLength(2);
  });

  it('show a unit its own line and nobody else', async () => {
    const { city, school, station } = await scene(server);
    const asked = (path: string) => `/v1/leaderboards/score${path}?cycle=${city.code}-2021&neighbours=5`;
    const own = { rank: 1, id: school.id, name: school.name, value: '60', movement: null };
    const { body } = await school.desk.ask('GET', asked(`/members/${school.id}`));
    expect(body).toEqual({ member: own, items: [own] });
    const refused = [
      asked(`/members/${station.id}`),
      `/v1/leaderboards/score?cycle=${city.code}-2021`,
    ] as const;
    for (const path of refused) expect((await school.desk.ask('GET', path)).status).toBe(403);
  });
});
