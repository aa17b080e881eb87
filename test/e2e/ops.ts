import { execFile } from 'node:child_process';
import { resolve } from 'node:path';

const OPS = resolve('dist/apps/ops/src/main.js');

export interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A command of `ops` over a data directory. */
export const ops = (dataDir: string, ...args: string[]): Promise<Said> =>
  new Promise((answer) => {
    const env = { PATH: process.env['PATH'], DATA_DIR: dataDir };
    const child = execFile(process.execPath, [OPS, ...args], { env, timeout: 60_000 }, (_, stdout, stderr) =>
      answer({ code: child.exitCode, stdout, stderr }),
    );
  });
