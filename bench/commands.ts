import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Figure, median, round } from './figures.js';
import { create, createMany, type Load, load, type Target, type Write } from './load.js';

const JURISDICTION = '990100';
const UNITS = 300;
const ROUNDS = 3;
const COMMANDS = 8000;
const CLIENTS = 64;
const ONE_CLIENT = 2000;
const CREATING = 0.4;
const SLACK = 2 * CLIENTS;

/** Commands over HTTP, 40 % creating and 60 % on existing streams, against the trivial handler of the same server. */
export async function measureCommands(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'civitas-bench-'));
  const server = fork(fileURLToPath(new URL('./server.js', import.meta.url)), {
    env: { ...process.env, DATA_DIR: dataDir, PORT: '0' },
  });
  try {
    const [target] = (await once(server, 'message', { signal: AbortSignal.timeout(30_000) })) as [Target];
    return await rounds(target, say);
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await rm(dataDir, { recursive: true });
  }
}

async function rounds(target: Target, say: (line: string) => void): Promise<Figure[]> {
  await create(target, {
    path: '/v1/jurisdictions',
    body: { code: JURISDICTION, name: '示例市', level: 'city' },
  });
  const units = await createMany(target, UNITS, registerUnit);
  await load(target, CLIENTS, COMMANDS / 4, trivial);
  const real: Load[] = [];
  const peer: Load[] = [];
  for (let number = 1; number <= ROUNDS; number++) {
    real.push(await load(target, CLIENTS, COMMANDS, await mix(target, units, COMMANDS)));
    peer.push(await load(target, CLIENTS, COMMANDS, trivial));
    say(
      `round ${number}: ${round(real.at(-1)?.perSecond ?? 0, 0)}/s against ${round(peer.at(-1)?.perSecond ?? 0, 0)}/s`,
    );
  }
  const one = await load(target, 1, ONE_CLIENT, await mix(target, units, ONE_CLIENT));
  return figures(real, peer, one);
}

function figures(real: readonly Load[], peer: readonly Load[], one: Load): Figure[] {
  const commands = median(real.map(({ perSecond }) => perSecond));
  const trivialOnes = median(peer.map(({ perSecond }) => perSecond));
  const ratio = commands / trivialOnes;
  const beside = { name: 'trivial handler', value: round(trivialOnes, 0) };
  return [
    {
      name: 'commands, 64 clients',
      value: round(commands, 0),
      unit: '1/s',
      beside,
      goal: '≥ 0.5 of the trivial handler',
      reached: ratio >= 0.5,
    },
    {
      name: 'commands, 64 clients, p99',
      value: round(median(real.map(({ p99 }) => p99))),
      unit: 'ms',
      beside: { name: 'trivial handler', value: round(median(peer.map(({ p99 }) => p99))) },
      goal: 'none yet',
      reached: true,
    },
    {
      name: 'commands, one client, p50',
      value: round(one.p50),
      unit: 'ms',
      goal: '≤ 1.2 ms',
      reached: one.p50 <= 1.2,
    },
  ];
}

/** The fixed mix: 20 % RegisterUnit, 20 % RegisterActivity, 60 % CloseActivity of activities registered before. */
async function mix(target: Target, units: readonly string[], amount: number): Promise<() => Write> {
  const unitOf = (index: number): string => units[index % units.length] as string;
  let planned = 0;
  const registerActivity = (): Write => ({
    path: '/v1/activities',
    body: {
      title: `活动 ${planned}`,
      kind: 'study',
      mode: 'offline',
      organiserUnitId: unitOf(planned++),
      plannedFrom: today(),
      plannedTo: today(),
    },
  });
  const open = await createMany(target, Math.ceil(amount * (1 - CREATING)) + SLACK, registerActivity);
  const close = (): Write => ({
    path: `/v1/activities/${open.pop() ?? ''}/close`,
    body: {
      occurredFrom: today(),
      occurredTo: today(),
      outcomes: { units: [{ unitId: unitOf(open.length), personTimes: 7 }] },
      evidence: [],
    },
  });
  let sent = 0;
  return () => [registerUnit, close, close, registerActivity, close][sent++ % 5]?.() as Write;
}

let registered = 0;
const registerUnit = (): Write => ({
  path: '/v1/units',
  body: { name: `单位 ${registered++}`, jurisdiction: JURISDICTION, kind: 'organ', headCount: 40 },
});

const trivial = (): Write => ({ path: '/v1/trivial', body: { name: '单位', jurisdiction: JURISDICTION } });

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;
const today = (): string => new Date(Date.now() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
