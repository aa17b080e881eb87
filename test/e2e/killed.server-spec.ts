import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as passed } from 'node:timers/promises';
import type { ProjectionStatus } from '#platform/projections';
import { type Answered, eventually, startServer, type StartedServer } from '#platform/testing';
import { chance } from './killed/chance.js';
import { MortalServer } from './killed/mortal-server.js';
import { CITY, CYCLE, EVENTS_OF_A_ROUND, foundCity, workOneRound } from './killed/office-work.js';
import { ops } from './ops.js';

const KILLS = Number(process.env['KILLS'] ?? 8);
const SEED = Number(process.env['KILLS_SEED'] ?? Date.now() % 1_000_000);
/** So many work at once. */
const CLERKS = 4;
/** A server lives for so many answers and milliseconds at most. */
const [MOST_ANSWERS, MOST_MS] = [60, 20];
/** Every so many kills one takes it while it starts. */
const STARTING_EVERY = 3;
/** Members a board shows at once. */
const MOST_SHOWN = 500;
const LONG = 60_000;

jest.setTimeout(10_000 * (KILLS + 12));

interface LedgerEvent {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

interface Receipt {
  readonly stream: string;
  readonly revision: number;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

const receipt = ({ status, body, headers }: Answered) => ({ status, body, etag: headers.get('etag') });

describe(`a standalone killed ${KILLS} times at work, with KILLS_SEED=${SEED}`, () => {
  let dataDir: string;
  let server: StartedServer;
  let mortal: MortalServer;
  let rounds = 0;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'civitas-killed-'));
    server = await startServer({ dataDir });
    mortal = new MortalServer(server);
  });
  afterAll(async () => {
    await server.kill();
    await rm(dataDir, { recursive: true });
  });

  /** Clerks work, each at one command after the other, until all kills are done. */
  async function work(startMs: number): Promise<void> {
    let over = false;
    const clerk = async (_: unknown, name: number): Promise<void> => {
      for (let round = 0; !over; round++, rounds++)
        await workOneRound((command) => mortal.send(command), `${name}-${round}`);
    };
    const end = (): void => void (over = true);
    const all = [kills(startMs, () => over), ...Array.from({ length: CLERKS }, clerk)];
    await Promise.allSettled(all.map((each) => each.finally(end)));
    await Promise.all(all);
  }

  async function kills(startMs: number, isOver: () => boolean): Promise<void> {
    const random = chance(SEED);
    for (let kill = 0; kill < KILLS && !isOver(); kill++) {
      const goal = mortal.answered.size + Math.ceil(random() * MOST_ANSWERS);
      await eventually(`${goal} answers`, () => isOver() || mortal.answered.size >= goal, LONG);
      await passed(random() * MOST_MS);
      await mortal.kill();
      if (kill % STARTING_EVERY === 1) await mortal.killWhileStarting(random() * startMs);
      await mortal.revive();
    }
  }

  async function ledger(): Promise<readonly LedgerEvent[]> {
    const events: LedgerEvent[] = [];
    for (let path: string | null = '/v1/audit/events?limit=500'; path !== null;) {
      const { body } = await server.request('GET', path);
      const { items, cursor } = body as { items: readonly LedgerEvent[]; cursor?: string };
      events.push(...items);
      path = cursor === undefined ? null : `/v1/audit/events?limit=500&cursor=${cursor}`;
    }
    return events;
  }

  it('answers in the end every command it cut off, when it is sent again', async () => {
    await foundCity((command) => mortal.send(command));
    const began = performance.now();
    await mortal.kill();
    await mortal.revive();
    await work(performance.now() - began);
    expect(mortal.cutOff).toBeGreaterThan(0);
    expect(rounds).toBeGreaterThan(0);
  });

  it('loses no command it answered: each has one receipt', async () => {
    const before = await server.head();
    for (const [command, first] of mortal.answered)
      expect({ ...command, ...receipt(await mortal.attempt(command)) }).toEqual({
        ...command,
        ...receipt(first),
      });
    expect(await server.head()).toBe(before);
  });

  it('does no command twice: the events of each stand once in the ledger, and no others', async () => {
    const events = await ledger();
    const places = new Map<string, object[]>();
    for (const { id, stream, revision, type } of events)
      places.set(id, [...(places.get(id) ?? []), { stream, revision, type }]);
    for (const { body } of mortal.answered.values()) {
      const { stream, revision, events: told } = body as Receipt;
      const first = revision - told.length + 1;
      for (const [index, { id, type }] of told.entries())
        expect(places.get(id)).toEqual([{ stream, revision: first + index, type }]);
    }
    for (const type of EVENTS_OF_A_ROUND)
      expect([type, events.filter((event) => event.type === type).length]).toEqual([type, rounds]);
  });

  it('gives out every document number once, none left out and none voided', async () => {
    const events = await ledger();
    const numbers = events.flatMap(({ type, data }) =>
      type === 'DocumentNumberReserved' ? [data['sequence']] : [],
    );
    expect(numbers).toEqual(Array.from({ length: rounds }, (_, index) => index + 1));
    expect(events.some(({ type }) => type === 'DocumentNumberVoided')).toBe(false);
    const issued = events.flatMap(({ type, data }) =>
      type === 'CirculationNoticeIssued' ? [data['documentNumber']] : [],
    );
    expect(new Set(issued).size).toBe(rounds);
  });

  it('is ready again, nothing parked, everything counted and found right', async () => {
    const head = await server.head();
    const projections = await eventually(
      'everything to be recounted',
      async () => {
        const { items } = (await server.request('GET', '/v1/projections')).body as {
          items: readonly ProjectionStatus[];
        };
        const counted = items.every(
          ({ ordinal, coverage }) => ordinal >= head && coverage.verifiedTo === ordinal,
        );
        return counted && items;
      },
      LONG,
    );
    for (const { state, parkedKeys, coverage, rebuilding } of projections) {
      expect({ state, parkedKeys, rebuilding }).toEqual({ state: 'active', parkedKeys: [] });
      expect(coverage).toMatchObject({ wrong: false, reason: null, recounted: coverage.handled });
    }
    let seen: Partial<Answered> = {};
    const ready = async () =>
      (seen = await server.request('GET', '/health/ready', { token: null })).status === 200;
    await eventually('readiness', ready, LONG);
    expect(seen.body).toMatchObject({ ready: true, degraded: false });
  });

  it('shows on its board the score each unit has for what it did', async () => {
    const path = `/v1/leaderboards/score?jurisdiction=${CITY}&cycle=${CYCLE}&limit=${MOST_SHOWN}`;
    const { body } = await server.request('GET', path);
    const { items } = body as { items: readonly { value: string }[] };
    expect(items.map(({ value }) => value)).toEqual(Array(Math.min(rounds, MOST_SHOWN)).fill('59.9'));
  });

  it('leaves rows that equal a fold from nothing, and a ledger as it was written', async () => {
    expect(await server.stop()).toBe(0);
    const replay = await ops(dataDir, 'replay', '--json');
    expect(replay).toMatchObject({ code: 0, stderr: '' });
    const [table = '', said = ''] = replay.stdout.trim().split('\n');
    const { rows } = JSON.parse(table) as {
      rows: readonly { name: string; rows: number; verdict: string }[];
    };
    expect(new Set(rows.map(({ verdict }) => verdict))).toEqual(new Set(['compared']));
    for (const name of ['units', 'activities', 'notices', 'scores'])
      expect(rows.find((row) => row.name === name)?.rows).toBeGreaterThanOrEqual(rounds);
    expect(said).toContain('no differences');
    expect(await ops(dataDir, 'verify', '--json')).toMatchObject({ code: 0, stderr: '' });
  });
});
