import { settled } from './city.js';
import { DrivenServer } from './driven-server.js';
import { at, file, scene } from './scene.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let driven: DrivenServer;

beforeAll(async () => {
  driven = await DrivenServer.start('2021-04-10T01:00:00.000Z');
});
afterAll(() => driven.remove());

describe('the movement on the leaderboard', () => {
  interface Ranking {
    readonly rank: number;
    readonly name: string;
    readonly movement: number | null;
  }

  it('is since the last month ended in Shanghai, and begins anew with each month', async () => {
    const { city, school } = await scene(driven.server);
    const board = async (after?: { readonly position: string }): Promise<readonly string[]> => {
      const path = `/v1/leaderboards/score?cycle=${city.code}-2021`;
      const { items } = await city.office.see<{ items: readonly Ranking[] }>(path, after);
      return items.map(({ rank, name, movement }) => `${rank} ${name} ${movement}`).toSorted();
    };
    expect(await board()).toEqual(['1 示例学校 null', '1 示例车站 null']);
    await driven.advance('2021-04-30T16:00:00.000Z');
    expect(await board()).toEqual(['1 示例学校 0', '1 示例车站 0']);
    await driven.advance('2021-05-25T01:00:00.000Z');
    const notice = await file(city, [[school, 1]]);
    const issued = await city.office.do(at(notice, 'issue'), { issuedOn: '2021-05-25' });
    expect(await board(issued)).toEqual(['1 示例车站 0', '2 示例学校 -1']);
    await city.unit('示例法院');
    await settled(driven.server);
    expect(await board()).toEqual(['1 示例法院 null', '1 示例车站 0', '3 示例学校 -2']);
    await driven.advance('2021-05-31T16:00:00.000Z');
    expect(await board()).toEqual(['1 示例法院 0', '1 示例车站 0', '3 示例学校 0']);
  });
});
