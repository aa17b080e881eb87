import { mkdir, writeFile } from 'node:fs/promises';
import { cpus, release, totalmem } from 'node:os';
import { measureCommands } from './commands.js';
import type { Figure } from './figures.js';
import { measureRebuild } from './rebuild.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

const parts = { rebuild: measureRebuild, commands: measureCommands };
const figures: Figure[] = [];
const wanted = process.argv.slice(2);
for (const [name, measure] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) figures.push(...(await measure(say)));
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, ${Math.round(totalmem() / 2 ** 30)} GiB, Linux ${release()}, Node ${process.version}`;
const day = new Date().toISOString().slice(0, 10);

const lines = figures.map(({ name, value, unit, beside, goal, reached }) =>
  [
    name,
    `${value} ${unit}`,
    beside ? `${beside.value} (${beside.name})` : '',
    beside ? (value / beside.value).toFixed(2) : '',
    goal,
    reached ? 'yes' : 'no',
  ].join(' | '),
);
const table = [
  '| figure | measured | beside it, same run | ratio | goal | reached |',
  '|---|---|---|---|---|---|',
  ...lines.map((line) => `| ${line} |`),
].join('\n');

await mkdir('docs/bench', { recursive: true });
await writeFile(`docs/bench/${day}.json`, `${JSON.stringify({ day, machine, figures }, null, 2)}\n`);
await writeFile(
  `docs/bench/${day}.md`,
  `# Bench of ${day}\n\n${machine}; medians of three rounds; \`npm run bench\`.\n\n${table}\n`,
);
process.stdout.write(`${table}\n`);
