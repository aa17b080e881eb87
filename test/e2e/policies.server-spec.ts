import { type StartedServer, startServer } from '#platform/testing';
import type { Desk } from './desk.js';
import { LADDER } from './rules.js';
import { scene } from './scene.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Policy {
  readonly context: string;
  readonly jurisdiction: string;
  readonly versions: readonly { readonly version: number; readonly effectiveFrom: string }[];
  readonly inForce?: number;
}

describe('the list of policies', () => {
  it('says which there are, in which versions, and which is in force', async () => {
    const { city, school } = await scene(server);
    const { code, district } = city;
    const adopt = (jurisdiction: string, effectiveFrom: string) =>
      city.office.do('/v1/policies/titles', { jurisdiction, effectiveFrom, rules: LADDER });
    await adopt(code, '2022-01-01');
    const last = await adopt(district, '2099-01-01');
    const list = async (query: string, desk: Desk = city.office) => {
      const { items } = await desk.see<{ items: readonly Policy[] }>(`/v1/policies?${query}`, last);
      return items.map(
        ({ jurisdiction, context, versions, inForce }) =>
          `${jurisdiction} ${context} ${versions.map(({ effectiveFrom }) => effectiveFrom).join(' ')} ${inForce ?? '-'}`,
      );
    };
    const titles = `${code} titles 2021-01-01 2022-01-01`;
    const others = ['activities', 'assessment', 'documents'].map((each) => `${code} ${each} 2021-01-01 1`);
    const later = `${district} titles 2099-01-01 -`;
    expect(await list('')).toEqual([...others, `${titles} 2`, later]);
    expect(await list(`jurisdiction=${code}`, city.auditor)).toEqual([...others, `${titles} 2`, later]);
    expect(await list('context=titles&on=2021-06-01')).toEqual([`${titles} 1`]);
    expect(await list('on=2020-12-31')).toEqual([]);
    expect(await list(`jurisdiction=${district}`)).toEqual([later]);
    const { status } = await school.desk.ask('GET', '/v1/policies');
    expect(status).toBe(403);
  });
});
