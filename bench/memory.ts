import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type Figure, median, round } from './figures.js';
import { historyUnits } from './history.js';
import { million } from './million.js';
import { pacedDuring, pacedFor } from './paced.js';
import { withStandalone } from './servers.js';
import { MODERATE_RATE, scaled, SOAK_MINUTES } from './sizes.js';
import { SteadyWork } from './steady-work.js';

const SOAK_MS = scaled(SOAK_MINUTES * 60) * 1000;
const WARM_UP_SECONDS = scaled(20);
const SAMPLE_EVERY_MS = 1000;

/** The standalone's resident memory over 1 M events, every second of so many minutes of load. */
export async function measureMemory(say: (line: string) => void): Promise<Figure[]> {
  const dataDir = await million(say);
  return withStandalone(dataDir, async (server) => {
    const atRest = await residentMegabytes(server.pid);
    const work = new SteadyWork(historyUnits());
    await pacedFor(WARM_UP_SECONDS, server, MODERATE_RATE, work);
    const { result } = await pacedDuring(() => samples(server.pid), server, MODERATE_RATE, work);
    const fifth = Math.max(1, Math.floor(result.length / 5));
    const first = median(result.slice(0, fifth));
    const last = median(result.slice(-fifth));
    const most = Math.max(...result);
    say(`${result.length} samples: first fifth ${round(first, 0)}, last ${round(last, 0)} MB`);
    return figures({ atRest, first, last, most });
  });
}

type Resident = Readonly<Record<'atRest' | 'first' | 'last' | 'most', number>>;

function figures({ atRest, first, last, most }: Resident): Figure[] {
  const ratio = round(last / first);
  return [
    {
      name: 'resident memory with 1 M events, most under load',
      value: round(most, 0),
      unit: 'MB',
      beside: { name: 'ready, before any load', value: round(atRest, 0) },
      goal: '≤ 450 MB',
      reached: most <= 450,
    },
    {
      name: `resident memory, last fifth of ${SOAK_MINUTES} minutes of load`,
      value: round(last, 0),
      unit: 'MB',
      beside: { name: 'first fifth', value: round(first, 0) },
      ratio,
      goal: '≤ 1.05 of the first',
      reached: ratio <= 1.05,
    },
  ];
}

async function samples(pid: number): Promise<number[]> {
  const found: number[] = [];
  for (const end = performance.now() + SOAK_MS; performance.now() < end;) {
    found.push(await residentMegabytes(pid));
    await pause(SAMPLE_EVERY_MS);
  }
  return found;
}

async function residentMegabytes(pid: number): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  if (kilobytes === undefined) throw new Error(`process ${pid} is gone`);
  return Number(kilobytes) / 1024;
}
