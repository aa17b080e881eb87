import { measureBackup } from './backup.js';
import { measureBoards } from './boards.js';
import { measureCommands } from './commands.js';
import type { Figure } from './figures.js';
import { measureLongStream } from './long-stream.js';
import { measureMemory } from './memory.js';
import { measureOpening } from './opening.js';
import { measureRebuild } from './rebuild.js';
import { measureMillionRebuild } from './rebuild-million.js';
import { MACHINE, record, table } from './report.js';
import { SCALE, SOAK_MINUTES } from './sizes.js';
import { measureVisible } from './visible.js';

type Part = (say: (line: string) => void) => Promise<readonly Figure[]>;

const PARTS: Readonly<Record<string, Part>> = {
  commands: measureCommands,
  rebuild: measureRebuild,
  boards: measureBoards,
  'long-stream': measureLongStream,
  'rebuild-million': measureMillionRebuild,
  opening: measureOpening,
  visible: measureVisible,
  backup: measureBackup,
  memory: measureMemory,
};

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const PART_MINUTES = 15 + SOAK_MINUTES;

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in PARTS));
if (unknown !== undefined) throw new Error(`no part ${unknown}: ${Object.keys(PARTS).join(', ')}`);

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const measured: Figure[] = [];
const failed: string[] = [];
say(MACHINE);
for (const [part, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(part)) continue;
  const started = performance.now();
  const late = setTimeout(() => {
    say(`${part} is not done after ${PART_MINUTES} minutes`);
    process.exit(1);
  }, PART_MINUTES * 60_000);
  try {
    const figures = await measure((line) => say(`${part}: ${line}`));
    measured.push(...figures);
    if (SCALE === 1) await record({ part, at: new Date().toISOString(), figures });
  } catch (error) {
    failed.push(part);
    say(`${part} failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  clearTimeout(late);
  say(`${part}: ${Math.round((performance.now() - started) / 1000)} s`);
}
process.stdout.write(`${table(measured)}\n`);
if (SCALE !== 1) say(`BENCH_SCALE is ${SCALE}: these figures mean nothing, and none was recorded`);
if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
process.exit(failed.length > 0 ? 1 : 0);
