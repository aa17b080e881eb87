import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./driven-log.child.mjs', import.meta.url));

export interface DrivenError {
  readonly name: string;
  readonly message: string;
}

export interface Written {
  readonly acknowledged: readonly { readonly position: string; readonly id: string }[];
  /** Of the first append of each writer that failed. */
  readonly errors: readonly DrivenError[];
}

export interface Read {
  readonly ids: readonly string[];
  readonly head: string;
  /** Events of the store's own stream. */
  readonly system: number;
  readonly writeFailure: string | null;
}

type Answer = { readonly done: unknown } | { readonly failed: DrivenError };

/** A log in a process of its own, which can be given limits and another user. */
export class DrivenLog {
  private readonly gone: Promise<never>;

  private constructor(
    private readonly child: ChildProcess,
    private readonly lines: Interface,
  ) {
    this.gone = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`the process of the log has ended (${code ?? signal})`);
    });
    // Whoever waits for an answer meets it.
    this.gone.catch(() => undefined);
  }

  /** `user`: the id it becomes, which only root can grant. */
  static async start(dataDir: string, user?: number): Promise<DrivenLog> {
    const options = user === undefined ? [] : [String(user)];
    const child = spawn(process.execPath, [SCRIPT, dataDir, ...options], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const driven = new DrivenLog(child, createInterface({ input: child.stdout }));
    await driven.line();
    return driven;
  }

  open(): Promise<null> {
    return this.ask({ ask: 'open' });
  }

  openReader(): Promise<null> {
    return this.ask({ ask: 'openReader' });
  }

  /** Appends from so many writers at once, each until it has done its count or anybody's append failed. */
  write(writers: number, count: number, bytes: number): Promise<Written> {
    return this.ask({ ask: 'write', writers, count, bytes });
  }

  read(): Promise<Read> {
    return this.ask({ ask: 'read' });
  }

  close(): Promise<null> {
    return this.ask({ ask: 'close' });
  }

  /** No file may grow beyond so many bytes, also for root; null lifts it. */
  limitFiles(bytes: number | null): void {
    execFileSync('prlimit', ['--pid', String(this.child.pid), `--fsize=${bytes ?? 'unlimited'}:`]);
  }

  async end(): Promise<void> {
    this.child.kill('SIGKILL');
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit');
  }

  /** Rejects with the name and message of what the log threw. */
  private async ask<T>(line: object): Promise<T> {
    this.child.stdin?.write(`${JSON.stringify(line)}\n`);
    const answer = await this.line();
    if ('failed' in answer) throw Object.assign(new Error(answer.failed.message), answer.failed);
    return answer.done as T;
  }

  private async line(): Promise<Answer> {
    const [line] = (await Promise.race([once(this.lines, 'line'), this.gone])) as [string];
    return JSON.parse(line) as Answer;
  }
}
