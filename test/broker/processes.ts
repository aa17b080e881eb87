import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { RelayStatus } from '#platform/messaging';

/** A child process of a suite that says a JSON value a line. */
export class SpokenProcess<Line> {
  readonly lines: Line[] = [];
  readonly exited: Promise<number | null>;
  private errors = '';
  private readonly child: ChildProcess;

  constructor(script: string, options: object) {
    const file = join(process.cwd(), 'test', 'broker', script);
    this.child = spawn(process.execPath, ['--no-warnings', file, JSON.stringify(options)], { stdio: 'pipe' });
    createInterface({ input: this.child.stdout! }).on('line', (line) =>
      this.lines.push(JSON.parse(line) as Line),
    );
    this.child.stderr!.on(
      'data',
      (chunk: Buffer) => (this.errors = (this.errors + chunk.toString()).slice(-4000)),
    );
    this.exited = new Promise((resolve) => this.child.once('exit', resolve));
  }

  get last(): Line | undefined {
    return this.lines.at(-1);
  }

  get stderr(): string {
    return this.errors;
  }

  /** Throws, with its last words, when it is gone. */
  alive(): this {
    if (!this.running) throw new Error(`it is gone: ${JSON.stringify(this.last)} ${this.errors}`);
    return this;
  }

  get running(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  async end(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    if (this.running) this.child.kill(signal);
    return this.exited;
  }
}

export type RelayLine = RelayStatus & { readonly error?: string; readonly message?: string };

export const relayProcess = (options: object): SpokenProcess<RelayLine> =>
  new SpokenProcess('relay-process.mjs', options);

export interface Writing {
  readonly dataDir: string;
  readonly from: number;
  readonly to: number;
  readonly counters: number;
  readonly perSecond: number;
}

export const writerProcess = (writing: Writing): SpokenProcess<number> =>
  new SpokenProcess('writer-process.mjs', writing);
