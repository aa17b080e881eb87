import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { atMostDoubled, type Figure, type Pair, paired, round } from './figures.js';
import { historyUnits } from './history.js';
import { million } from './million.js';
import { pacedDuring, pacedFor } from './paced.js';
import { owned, withFolder } from './scratch.js';
import { withStandalone } from './servers.js';
import { MODERATE_RATE, ROUNDS, scaled } from './sizes.js';
import { SteadyWork } from './steady-work.js';

const UNDISTURBED_SECONDS = scaled(6);
const DEADLINE_MS = 120_000;
const LOG_FILE = 'log.sqlite';
const OPS = fileURLToPath(new URL('../apps/ops/src/main.js', import.meta.url));

interface Round {
  readonly seconds: Pair;
  readonly p99: Pair;
}

/** `ops backup` of 1 M events while the server answers commands, beside `cp` and `sync` of the same file. */
export async function measureBackup(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await million(say);
  return withStandalone(dataDir, async (server) => {
    const work = new SteadyWork(historyUnits());
    await pacedFor(UNDISTURBED_SECONDS, server, MODERATE_RATE, work);
    const rounds: Round[] = [];
    for (let number = 1; number <= ROUNDS; number++) {
      const without = await pacedFor(UNDISTURBED_SECONDS, server, MODERATE_RATE, work);
      const during = await withFolder((to) =>
        pacedDuring(() => backUp(dataDir, join(to, 'backup')), server, MODERATE_RATE, work),
      );
      const copied = await withFolder((to) => copy(join(dataDir, LOG_FILE), join(to, LOG_FILE)));
      rounds.push({
        seconds: { value: during.result, beside: copied },
        p99: { value: during.load.p99, beside: without.p99 },
      });
      say(
        `round ${number}: ${round(during.result)} s, cp ${round(copied)} s; p99 ${round(during.load.p99)} ms, without ${round(without.p99)} ms`,
      );
    }
    return figures(rounds);
  });
}

function figures(rounds: readonly Round[]): Figure[] {
  const time = paired(
    'backup of 1 M events, read back',
    's',
    'cp and sync of the log',
    rounds.map(({ seconds }) => seconds),
  );
  const p99 = rounds.map((one) => one.p99);
  return [
    { ...time, goal: '≤ 15 s', reached: time.value <= 15 },
    atMostDoubled(`commands, ${MODERATE_RATE}/s, p99 during a backup of 1 M events`, p99),
  ];
}

const backUp = (dataDir: string, to: string): Promise<number> =>
  seconds(process.execPath, [OPS, 'backup', '--to', to], { ...process.env, DATA_DIR: dataDir });

async function copy(from: string, to: string): Promise<number> {
  return (await seconds('cp', [from, to])) + (await seconds('sync', [to]));
}

/** How long the command took. Rejects with what it said when it did not end well, or not within two minutes. */
async function seconds(command: string, args: readonly string[], env = process.env): Promise<number> {
  const started = performance.now();
  const child = owned(execFile(command, args, { env, timeout: DEADLINE_MS }));
  let said = '';
  child.stderr?.on('data', (chunk: string) => (said += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code ?? 'a signal'}: ${said}`);
  return (performance.now() - started) / 1000;
}
