import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

export const repository = resolve(__dirname, '../..');

/** A throw-away repository with our configuration, dependencies and the given files; `run` works inside it. */
export class PlantedTree {
  private readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'civitas-planted-')));

  constructor(files: Readonly<Record<string, string>>) {
    for (const name of ['package.json', 'tsconfig.json'])
      cpSync(join(repository, name), join(this.root, name));
    symlinkSync(join(repository, 'node_modules'), join(this.root, 'node_modules'));
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(join(this.root, dirname(path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  run(script: string, ...args: readonly string[]): unknown {
    return runTool(this.root, script, ...args);
  }

  /** Path inside the tree of an absolute one. */
  inside = (path: string): string => path.slice(this.root.length + 1);

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** Runs a tool of node_modules that prints JSON; throws with its words when it printed something else. */
function runTool(cwd: string, script: string, ...args: readonly string[]): unknown {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [join(repository, 'node_modules', script), ...args],
    {
      cwd,
      encoding: 'utf8',
      maxBuffer: 256 * 1024 * 1024,
      timeout: 120_000,
    },
  );
  try {
    return JSON.parse(stdout) as unknown;
  } catch {
    throw new Error(`${script} printed no JSON:\n${stdout.slice(0, 2000)}\n${stderr.slice(0, 2000)}`);
  }
}
