import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const SCRIPT = fileURLToPath(new URL('./killed-writer.child.mjs', import.meta.url));

/** What a killed process had been promised. */
export interface AcknowledgedAppend {
  /** Of its last event. */
  readonly position: number;
  readonly revision: number;
  readonly stream: string;
  readonly ids: readonly string[];
}

/** A process that has loaded its code and waits to be told what log to write. */
export class KilledWriter {
  private constructor(private readonly child: ChildProcess) {}

  static start(): KilledWriter {
    return new KilledWriter(spawn(process.execPath, [SCRIPT], { stdio: ['pipe', 'pipe', 'inherit'] }));
  }

  /**
   * Lets it open the log and write, and kills it so long after it was told to go, or, where `from` says so, after it
   * had opened the log. Answers everything it said was acknowledged before it died.
   */
  async liveFor(dataDir: string, moment: number, from: 'start' | 'open'): Promise<AcknowledgedAppend[]> {
    const { child } = this;
    const acknowledged: AcknowledgedAppend[] = [];
    const gone = once(child, 'exit');
    const killSoon = (): NodeJS.Timeout => setTimeout(() => child.kill('SIGKILL'), moment);
    child.stdin?.write(`${dataDir}\n`);
    if (from === 'start') killSoon();
    for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
      if (line === 'open' && from === 'open') killSoon();
      const [, position, revision, stream, ids] = ACKNOWLEDGEMENT.exec(line) ?? [];
      if (stream !== undefined && ids !== undefined)
        acknowledged.push({
          position: Number(position),
          revision: Number(revision),
          stream,
          ids: ids.split(' '),
        });
    }
    const [code, signal] = (await gone) as [number | null, string | null];
    if (signal !== 'SIGKILL') throw new Error(`the writer ended by itself (${code ?? signal})`);
    return acknowledged;
  }

  end(): void {
    this.child.kill('SIGKILL');
  }
}

/** A line cut short by the kill promised nothing. */
const ACKNOWLEDGEMENT = /^ack (\d+) (\d+) (\S+) ((?:[0-9a-f-]{36} ?)+)$/;
