/**
 * Executes the README as it stands: starts Civitas with its start command, runs every `sh` block under
 * "A three-minute tour" in one shell with `set -e`, and looks for what the `text` block behind it shows
 * (`…` stands for anything; white space does not count). PORT and DATA_DIR are set, so that nothing else is in the way.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { startStandalone } from './standalone.mjs';

const MARK = 'civitas-tour-step';
const readme = readFileSync('README.md', 'utf8');

const startCommand = /<!-- ci:start -->\n+```sh\n(.+)\n```/
  .exec(readme)?.[1]
  .replace('npm ci && ', '')
  .split(/\s+/);
const tour = /\n## A three-minute tour\n([\s\S]*?)(?=\n## |$)/.exec(readme)?.[1];
if (!startCommand || !tour) throw new Error('README.md has no start command or no three-minute tour');

/** Steps `{code, expected}` in the order of the page. */
const steps = [];
for (const [, language, text] of tour.matchAll(/```(\w*)\n([\s\S]*?)```/g)) {
  if (language === 'sh') steps.push({ code: text, expected: [] });
  else if (language === 'text') steps.at(-1).expected.push(...text.split(/…|\n/));
  else throw new Error(`a tour block is sh or text, not ${language}`);
}
if (!steps.some(({ expected }) => expected.length > 0)) throw new Error('the tour shows no output');

const bare = (text) => text.replace(/\s+/g, '');

/** The first piece that does not follow in the output, or null. */
function missing(output, expected) {
  const shown = bare(output);
  let at = 0;
  for (const piece of expected.map(bare).filter(Boolean)) {
    const found = shown.indexOf(piece, at);
    if (found < 0) return piece;
    at = found + piece.length;
  }
  return null;
}

function walk(server) {
  const script = steps.map(({ code }, index) => `echo "${MARK} ${index}"\n${code}\necho`).join('\n');
  const { status, stdout } = spawnSync('bash', ['-euo', 'pipefail'], {
    input: `exec 2>&1\n${script}`,
    env: server.env,
    encoding: 'utf8',
    timeout: 120_000,
  });
  const outputs = stdout.split(new RegExp(`^${MARK} \\d+$`, 'm')).slice(1);
  const failures = steps.flatMap(({ code, expected }, index) => {
    const output = outputs[index];
    if (output === undefined) return [`step ${index + 1} was not reached`];
    const piece = missing(output, expected);
    return piece === null ? [] : [`step ${index + 1} does not show ${piece}\n${code}printed:${output}`];
  });
  if (status !== 0) failures.unshift(`the tour ended with ${status}:\n${stdout.slice(-2000)}`);
  return failures;
}

const server = await startStandalone({ command: startCommand });
let failures;
try {
  failures = walk(server);
} finally {
  await server.stop();
}
for (const failure of failures) console.error(failure);
console.log(
  failures.length === 0
    ? `the tour's ${steps.length} steps show what README.md says`
    : 'the tour and README.md differ',
);
process.exitCode = failures.length === 0 ? 0 : 1;
