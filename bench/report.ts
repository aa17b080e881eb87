import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import type { Figure } from './figures.js';

/** The figures of one part, all of one run. */
export interface MeasuredPart {
  readonly part: string;
  /** Instant it was done, ISO-8601 UTC. */
  readonly at: string;
  readonly figures: readonly Figure[];
}

interface DayReport {
  readonly day: string;
  readonly machine: string;
  readonly parts: readonly MeasuredPart[];
}

const FOLDER = 'docs/bench';

export const MACHINE = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;

/** Puts the part into the day's JSON and table, in the place of an earlier run of it that day. */
export async function record(measured: MeasuredPart): Promise<void> {
  const day = measured.at.slice(0, 10);
  await mkdir(FOLDER, { recursive: true });
  const others = (await earlierParts(day)).filter(({ part }) => part !== measured.part);
  const report: DayReport = { day, machine: MACHINE, parts: [...others, measured] };
  await writeFile(`${FOLDER}/${day}.json`, `${JSON.stringify(report, null, 2)}\n`);
  await writeFile(`${FOLDER}/${day}.md`, page(report));
}

/** Those this machine measured earlier that day. */
async function earlierParts(day: string): Promise<readonly MeasuredPart[]> {
  try {
    const found = JSON.parse(await readFile(`${FOLDER}/${day}.json`, 'utf8')) as Partial<DayReport>;
    return found.machine === MACHINE ? (found.parts ?? []) : [];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

const page = ({ day, machine, parts }: DayReport): string =>
  [
    `# Bench of ${day}`,
    `${machine}; medians of at least three rounds; \`npm run bench\`, see [README](README.md).`,
    table(parts.flatMap(({ figures }) => figures)),
    parts.map(({ part, at }) => `${part}: ${at.slice(0, 16)}Z`).join(' · '),
  ].join('\n\n') + '\n';

/** The figures as a table of Markdown. */
export function table(figures: readonly Figure[]): string {
  const lines = figures.map(({ name, value, unit, beside, ratio, goal, reached }) => [
    name,
    `${value} ${unit}`,
    beside ? `${beside.value} (${beside.name})` : '',
    beside ? (ratio ?? value / beside.value).toFixed(3) : '',
    goal,
    reached ? 'yes' : 'no',
  ]);
  return [
    ['figure', 'measured', 'beside it, same run', 'ratio', 'goal', 'reached'],
    Array<string>(6).fill('---'),
    ...lines,
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
