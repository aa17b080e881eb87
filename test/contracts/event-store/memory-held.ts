import { readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of buffers of this thread that something still refers to. */
export function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // The second waits for what the first is still giving back.
  collect();
  collect();
  return process.memoryUsage().arrayBuffers;
}

/** Bytes of memory of a process that no file is behind. */
export async function anonymousBytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const kilobytes = /^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1];
  if (kilobytes === undefined) throw new Error(`the kernel does not say what process ${pid} has in memory`);
  return Number(kilobytes) * 1024;
}

/** How far a figure has risen above what it was first. */
export class Growth {
  private most = 0;

  private constructor(
    private readonly measure: () => number | Promise<number>,
    private readonly first: number,
  ) {}

  static async from(measure: () => number | Promise<number>): Promise<Growth> {
    return new Growth(measure, await measure());
  }

  /** The largest growth that any look found. */
  get largest(): number {
    return this.most;
  }

  async look(): Promise<void> {
    this.most = Math.max(this.most, (await this.measure()) - this.first);
  }
}
