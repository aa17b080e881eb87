import { eventually, type StartedServer, startServer } from '#platform/testing';
import { at, file, type Scene, scene } from './scene.js';

jest.setTimeout(60_000);

interface Page {
  readonly asOf?: number;
  readonly items: readonly object[];
  readonly totals: { readonly units: number; readonly personTimes: number };
}

let server: StartedServer;
let town: Scene;
/** Ordinals of the last event before each notice was issued. */
const before: number[] = [];

const lastOrdinal = async (): Promise<number> => {
  const { items, cursor } = await town.city.auditor.see<{ items: readonly object[]; cursor?: string }>(
    '/v1/audit/events?limit=500',
  );
  expect(cursor).toBeUndefined();
  return items.length - 1;
};

beforeAll(async () => {
  server = await startServer();
  town = await scene(server);
  const { city, school, station } = town;
  for (const [unit, times] of [
    [school, 2],
    [station, 3],
  ] as const) {
    before.push(await lastOrdinal());
    const notice = await file(city, [[unit, times]]);
    const issued = await city.office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '事后补录' });
    await city.office.see('/v1/criticisms', issued);
  }
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const ask = (asOf: string | number) => town.city.office.ask('GET', `/v1/criticisms?asOf=${asOf}`);

/** What the list was, once it is folded. */
const listAsOf = (asOf: string | number): Promise<Page> =>
  eventually(`the list as of ${asOf}`, async () => {
    const { status, body } = await ask(asOf);
    if (status !== 200) expect([202, 503]).toContain(status);
    return status === 200 && (body as Page);
  });

describe('the criticism list as it was known then', () => {
  it('is folded on demand, and says meanwhile where to look', async () => {
    const asked = await ask(before[1]!);
    expect(asked).toMatchObject({ status: 202, body: { job: expect.any(String) as string } });
    const { place } = asked.body as { place: string };
    expect([asked.headers.get('location'), asked.headers.get('retry-after')]).toEqual([place, '1']);
    const ready = await eventually('the job to be ready', async () => {
      const job = await town.city.office.see<{ state: string }>(place);
      return job.state !== 'folding' && job;
    });
    expect(ready).toMatchObject({ state: 'ready', ordinal: before[1], projections: ['criticism-list'] });
    expect(await ask(before[1]!)).toMatchObject({
      status: 200,
      body: { asOf: before[1], totals: { units: 1, personTimes: 2 } },
    });
  });

  it('knows nothing before the first notice, and what it knows now at the last event', async () => {
    expect(await listAsOf(before[0]!)).toMatchObject({ asOf: before[0], items: [] });
    const last = await lastOrdinal();
    const { asOf, ...then } = await listAsOf(last);
    expect(asOf).toBe(last);
    expect(then).toEqual(await town.city.office.see<Page>('/v1/criticisms'));
  });

  it('is found by an instant, too', async () => {
    const { items } = await town.city.auditor.see<{
      items: readonly { ordinal: number; metadata: { recordedAt: string } }[];
    }>('/v1/audit/events?type=CirculationNoticeIssued');
    const [first] = items;
    const { asOf, totals } = await listAsOf(first!.metadata.recordedAt);
    expect(asOf).toBeGreaterThanOrEqual(first!.ordinal);
    expect(totals).toEqual({ units: 1, personTimes: 2 });
    expect(await listAsOf('2000-01-01T00:00:00Z')).toMatchObject({ asOf: -1, items: [] });
  });

  it('keeps other places waiting while one is folded, and keeps the last results', async () => {
    const answers = await eventually('the thread of the test before to have ended', async () => {
      const all = await Promise.all([5, 6, 7, 8].map((ordinal) => ask(ordinal)));
      return all.every(({ status }) => status === 503) ? null : all;
    });
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 503, 503, 503]);
    const busy = answers.find(({ status }) => status === 503);
    expect(busy?.body).toMatchObject({ code: 'as-of-busy' });
    expect(busy?.headers.get('retry-after')).toBe('2');
    for (const ordinal of [5, 6, 7, 8]) await listAsOf(ordinal);
    expect(await ask(8)).toMatchObject({ status: 200, body: { asOf: 8 } });
  });

  it.each([
    ['the future, as an ordinal', '999999', '409 as-of-ahead'],
    ['the future, as an instant', '2999-01-01T00:00:00Z', '409 as-of-ahead'],
    ['no place at all', 'yesterday', '400 invalid-request'],
    ['a place before the first', '-1', '400 invalid-request'],
  ])('refuses %s', async (_, asOf, refusal) => {
    const { status, body } = await ask(asOf);
    expect(`${status} ${(body as { code: string }).code}`).toBe(refusal);
  });

  it.each([
    ['6f1f2f0c-8d5e-8a10-9b3c-0d1e2f3a4b5c', '404 not-found'],
    ['criticisms', '400 invalid-request'],
    // It reads no rows.
    ['6f1f2f0c-8d5e-8a10-9b3c-0d1e2f3a4b5c?asOf=1', '400 invalid-request'],
  ])('has no job %s', async (id, refusal) => {
    const { status, body } = await town.city.office.ask('GET', `/v1/as-of/${id}`);
    expect(`${status} ${(body as { code: string }).code}`).toBe(refusal);
  });
});

describe('the score board as it was known then', () => {
  interface Board {
    readonly asOf?: number;
    readonly items: readonly { readonly id: string; readonly rank: number; readonly value: string }[];
  }
  const path = (more: string): string => `/v1/leaderboards/score${more}cycle=${town.city.code}-2021`;
  const boardAsOf = (asOf: number, more = '?'): Promise<Board> =>
    eventually(`the board as of ${asOf}`, async () => {
      const { status, body } = await town.city.office.ask('GET', `${path(more)}&asOf=${asOf}`);
      if (status !== 200) expect([202, 503]).toContain(status);
      return status === 200 && (body as Board);
    });

  it('ranks by what had been counted then, and finds a member there', async () => {
    const { asOf, items } = await boardAsOf(before[1]!);
    expect(asOf).toBe(before[1]);
    expect(items.map(({ id, rank }) => [id, rank])).toEqual([
      [town.station.id, 1],
      [town.school.id, 2],
    ]);
    const one = await boardAsOf(before[1]!, `/members/${town.school.id}?`);
    expect(one).toMatchObject({ asOf: before[1], member: { rank: 2 } });
    const last = await lastOrdinal();
    const { asOf: _, ...then } = await boardAsOf(last);
    expect(then).toEqual(await town.city.office.see<Board>(path('?')));
  });
});
