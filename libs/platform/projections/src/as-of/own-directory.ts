import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** An empty folder of this process's own in `parent`; those that processes left which are no more are removed. */
export function ownDirectory(parent: string): string {
  mkdirSync(parent, { recursive: true });
  for (const name of readdirSync(parent))
    if (Number(name) === process.pid || !isAlive(Number(name)))
      rmSync(join(parent, name), { recursive: true, force: true });
  const own = join(parent, String(process.pid));
  mkdirSync(own);
  return own;
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
