/**
 * Golden files, and what releases wrote, are append-only: whatever stood in the base commit must still be there with the same content
 * (it may move with its aggregate). Base: GOLDEN_BASE, else the branch point from origin's main, else the parent.
 */
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

const GOLDEN =
  /^(libs\/(contexts\/[^/]+\/src\/domain\/[^/]+|platform\/[^/]+\/src)\/golden\/[^/]+\.json|test\/contracts\/releases\/.+\.jsonl)$/;

const git = (...args) =>
  execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();

function commit(...candidates) {
  const head = git('rev-parse', 'HEAD');
  for (const candidate of candidates) {
    try {
      const found = candidate();
      if (found !== head) return found;
    } catch {
      continue; // no such remote, tag or parent in this clone
    }
  }
  return null;
}

const base = process.env.GOLDEN_BASE
  ? git('rev-parse', '--verify', process.env.GOLDEN_BASE)
  : commit(
      () => git('merge-base', 'HEAD', 'origin/main'),
      () => git('rev-parse', '--verify', 'HEAD~1'),
    );

const canonical = (path, text) => (path.endsWith('.jsonl') ? text.trim() : JSON.stringify(JSON.parse(text)));
/** Context and file name: an aggregate's folder may be renamed, a context's stored history may not be told anew. */
const identity = (path) => (path.startsWith('libs/') ? `${path.split('/')[2]}/${basename(path)}` : path);

if (base === null) {
  console.log('golden files: no earlier commit to compare with');
} else {
  const now = new Map(
    globSync([
      'libs/contexts/*/src/domain/*/golden/*.json',
      'libs/platform/*/src/golden/*.json',
      'test/contracts/releases/**/*.jsonl',
    ]).map((path) => [identity(path), canonical(path, readFileSync(path, 'utf8'))]),
  );
  const before = git('ls-tree', '-r', '--name-only', base, 'libs', 'test/contracts')
    .split('\n')
    .filter((path) => GOLDEN.test(path));
  const broken = before.filter(
    (path) => now.get(identity(path)) !== canonical(path, git('show', `${base}:${path}`)),
  );
  for (const path of broken)
    console.error(
      `${path} was changed or removed since ${base.slice(0, 12)}: golden files are append-only, raise the event's version`,
    );
  console.log(
    `golden files: ${before.length - broken.length} of ${before.length} as they were in ${base.slice(0, 12)}`,
  );
  process.exitCode = broken.length > 0 ? 1 : 0;
}
