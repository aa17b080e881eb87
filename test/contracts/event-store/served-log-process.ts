import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./serve-log.child.mjs', import.meta.url));

/** A log of its own, served by a process of its own, which can be stopped, killed and started again. */
export class ServedLogProcess {
  private child: ChildProcess | null = null;
  private port = 0;

  private constructor(private readonly dataDir: string) {}

  static async start(): Promise<ServedLogProcess> {
    const served = new ServedLogProcess(await mkdtemp(join(tmpdir(), 'served-log-')));
    await served.start();
    return served;
  }

  /** Of the process that serves now. */
  get pid(): number {
    if (this.child?.pid === undefined) throw new Error('no process serves the log');
    return this.child.pid;
  }

  /** `deadlineMs`: what a client of this URL gives an answer. */
  url(deadlineMs = 10_000): string {
    return `esdb://127.0.0.1:${this.port}?tls=false&defaultDeadline=${deadlineMs}`;
  }

  /** Starts the process, on the same port as before. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [SCRIPT, this.dataDir, String(this.port)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.child = child;
    const lines = createInterface({ input: child.stdout });
    const [line] = (await Promise.race([once(lines, 'line'), gone(child)])) as [string];
    lines.close();
    this.port = Number(line.replace('listening ', ''));
  }

  /** SIGTERM lets it close by itself; SIGKILL does not. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const child = this.child;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  /** Freezes the process: connections stay, nothing is answered. */
  freeze(): void {
    this.child?.kill('SIGSTOP');
  }

  thaw(): void {
    this.child?.kill('SIGCONT');
  }

  /** Ends the process and takes the log away. */
  async remove(): Promise<void> {
    this.thaw();
    await this.end('SIGTERM');
    await rm(this.dataDir, { recursive: true, force: true });
  }
}

async function gone(child: ChildProcess): Promise<never> {
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null];
  throw new Error(`the process that serves the log ended before it listened (${code ?? signal})`);
}
