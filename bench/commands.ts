import { type Figure, type Pair, paired, round } from './figures.js';
import { create, createMany, type Load, load, type Target, type Write } from './load.js';
import { allVerified } from './projection-states.js';
import { withFolder } from './scratch.js';
import { withTrivialBeside } from './servers.js';
import { ROUNDS, scaled } from './sizes.js';
import {
  appendTrivially,
  closeActivity,
  JURISDICTION_REGISTERED,
  registerActivity,
  registerUnit,
  scoringOfThisYear,
} from './writes.js';

const CLIENTS = 64;
const COMMANDS = Math.max(scaled(8000), CLIENTS);
const ONE_CLIENT = scaled(2000);
const UNITS = scaled(300);
const PAIRED_ROUNDS = 5;
const EXISTING = 0.6;
const SLACK = 2 * CLIENTS;

/** Commands over HTTP, 40 % creating and 60 % on existing streams, against the trivial handler of the same server. */
export const measureCommands = (say: (line: string) => void): Promise<Figure[]> =>
  withFolder((dataDir) => withTrivialBeside(dataDir, (target) => rounds(target, say)));

async function rounds(target: Target, say: (line: string) => void): Promise<Figure[]> {
  await create(target, JURISDICTION_REGISTERED);
  for (const write of scoringOfThisYear()) await create(target, write);
  const units = await createMany(target, UNITS, registerUnit);
  await load(target, CLIENTS, COMMANDS, await mix(target, units, COMMANDS));
  await load(target, CLIENTS, COMMANDS, appendTrivially);
  const pairs: Round[] = [];
  for (let number = 1; number <= PAIRED_ROUNDS; number++) {
    const found = await pair(target, units, number % 2 === 0);
    pairs.push(found);
    say(
      `round ${number}: ${round(found.real.perSecond, 0)}/s against ${round(found.trivial.perSecond, 0)}/s`,
    );
  }
  const medians: Pair[] = [];
  for (let number = 1; number <= ROUNDS; number++) {
    const { p50: value } = await alone(target, await mix(target, units, ONE_CLIENT));
    medians.push({ value, beside: (await alone(target, appendTrivially)).p50 });
  }
  return figures(pairs, medians);
}

interface Round {
  readonly real: Load;
  readonly trivial: Load;
}

/** Either goes first in every other round, so that neither always finds the server warmer. */
async function pair(target: Target, units: readonly string[], trivialFirst: boolean): Promise<Round> {
  const next = await mix(target, units, COMMANDS);
  const before = trivialFirst ? await together(target, appendTrivially) : null;
  const real = await together(target, next);
  return { real, trivial: before ?? (await together(target, appendTrivially)) };
}

const together = (target: Target, next: () => Write): Promise<Load> =>
  fromRest(target, CLIENTS, COMMANDS, next);

const alone = (target: Target, next: () => Write): Promise<Load> => fromRest(target, 1, ONE_CLIENT, next);

/** No load pays for folding and recounting what came before it: the mix's own preparations, for one. */
async function fromRest(target: Target, clients: number, amount: number, next: () => Write): Promise<Load> {
  await allVerified(target);
  return load(target, clients, amount, next);
}

function figures(pairs: readonly Round[], medians: readonly Pair[]): Figure[] {
  const sides = (of: (side: Load) => number) =>
    pairs.map(({ real, trivial }) => ({ value: of(real), beside: of(trivial) }));
  const rate = paired(
    'commands, 64 clients',
    '1/s',
    'trivial handler',
    sides(({ perSecond }) => perSecond),
    0,
  );
  const p99 = paired(
    'commands, 64 clients, p99',
    'ms',
    'trivial handler',
    sides((side) => side.p99),
  );
  const one = paired('commands, one client, p50', 'ms', 'trivial handler', medians);
  return [
    { ...rate, goal: '≥ 0.7 of the trivial handler', reached: rate.ratio >= 0.7 },
    { ...p99, goal: '≤ 25 ms', reached: p99.value <= 25 },
    { ...one, goal: '≤ 0.9 ms', reached: one.value <= 0.9 },
  ];
}

/** The fixed mix: 20 % RegisterUnit, 20 % RegisterActivity, 60 % CloseActivity of activities registered before. */
async function mix(target: Target, units: readonly string[], amount: number): Promise<() => Write> {
  let planned = 0;
  const unitOf = (index: number): string => units[index % units.length] as string;
  const register = (): Write => registerActivity(unitOf(planned++));
  const open = await createMany(target, Math.ceil(amount * EXISTING) + SLACK, register);
  const close = (): Write => closeActivity(open.pop() ?? '', unitOf(open.length));
  let sent = 0;
  return () => [registerUnit, close, close, register, close][sent++ % 5]?.() as Write;
}
