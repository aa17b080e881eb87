import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const OPS = resolve('dist/apps/ops/src/main.js');

describe('a command of ops', () => {
  it('goes on when nobody reads what it says any more', async () => {
    const child = spawn(process.execPath, [OPS, 'help'], { stdio: ['ignore', 'pipe', 'pipe'] });
    child.stdout.destroy();
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([code, said]).toEqual([0, '']);
  });

  it('keeps its exit code when nobody reads its complaint', async () => {
    const child = spawn(process.execPath, [OPS, 'nothing'], { stdio: ['ignore', 'ignore', 'pipe'] });
    child.stderr.destroy();
    expect(await once(child, 'exit')).toEqual([2, null]);
  });

  it('fails in one sentence where what it says cannot be written', async () => {
    const full = openSync('/dev/full', 'w');
    const child = spawn(process.execPath, [OPS, 'help'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    const [said, [code]] = await Promise.all([
      text(child.stderr as NodeJS.ReadableStream),
      once(child, 'exit'),
    ]);
    expect(code).toBe(1);
    expect(said).toMatch(/^what this command says cannot be written: ENOSPC.*\n$/);
  });
});
