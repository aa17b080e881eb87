import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { TokenWish } from '#platform/auth';

const START_WITHIN_MS = 30_000;
const LINES_KEPT = 200;

export interface ServerOptions {
  /** Which process; the standalone unless it is said. */
  readonly app?: 'standalone' | 'admin-api' | 'projector' | 'relay';
  /** Besides a free port, a data directory of its own and a JSON log. */
  readonly env?: Readonly<Record<string, string>>;
  /** Kept by whoever gives it; a temporary one, removed by {@link StartedServer.stop}, otherwise. */
  readonly dataDir?: string;
}

export interface RequestOptions {
  readonly body?: unknown;
  /** Idempotency-Key. */
  readonly key?: string;
  /** Instead of the development token; null sends none. */
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Parsed when it is JSON, text otherwise. */
  readonly body: unknown;
}

/** A built server in a process of its own, over a directory of its own. */
export class StartedServer {
  private child!: ChildProcess;
  private address = '';
  private seen = 0;
  private said: string[] = [];

  private constructor(
    readonly dataDir: string,
    private readonly options: ServerOptions,
  ) {}

  static async start(options: ServerOptions): Promise<StartedServer> {
    const server = new StartedServer(options.dataDir ?? (await mkdtemp(join(tmpdir(), 'civitas-'))), options);
    await server.launch();
    return server;
  }

  get url(): string {
    return this.address;
  }

  /** Bytes of memory it holds now, as Linux counts them. */
  async residentBytes(): Promise<number> {
    const status = await readFile(`/proc/${this.child.pid}/status`, 'utf8');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  }

  /** The last 200 lines it wrote since it was started last, of its log and of what goes beside it. */
  get lines(): readonly string[] {
    return this.said;
  }

  /** The development token as it lies in the data directory. */
  async token(): Promise<string> {
    return (await readFile(join(this.dataDir, 'dev-token'), 'utf8')).trim();
  }

  /** Any other token, signed with the server's own key. */
  async tokenFor(wish: TokenWish): Promise<string> {
    // Loaded here so that tests without a server do not load it.
    const { signLocalToken } = await import('#platform/auth');
    return signLocalToken(this.dataDir, wish);
  }

  async request(
    method: string,
    path: string,
    { body, key, token, headers }: RequestOptions = {},
  ): Promise<Answered> {
    const bearer = token === undefined ? await this.token() : token;
    const response = await fetch(this.address + path, {
      method,
      headers: {
        ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
        ...(key !== undefined && { 'idempotency-key': key }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const json = /json/.test(response.headers.get('content-type') ?? '') && text !== '';
    return {
      status: response.status,
      headers: response.headers,
      body: json ? (JSON.parse(text) as unknown) : text,
    };
  }

  /** Ordinal of the ledger's last event. */
  async head(): Promise<number> {
    let path: string | null = `/v1/audit/events?limit=500&from=${this.seen}`;
    while (path !== null) {
      const { body } = (await this.request('GET', path)) as {
        body: { items: { ordinal: number }[]; cursor?: string };
      };
      this.seen = body.items.at(-1)?.ordinal ?? this.seen;
      path = body.cursor === undefined ? null : `/v1/audit/events?limit=500&cursor=${body.cursor}`;
    }
    return this.seen;
  }

  /** Sends a signal and does not wait for what comes of it. */
  signal(signal: NodeJS.Signals): void {
    this.child.kill(signal);
  }

  /** Ends it with SIGTERM, answers its exit code and removes its directory. */
  async stop(): Promise<number | null> {
    const code = await this.end('SIGTERM');
    if (this.options.dataDir === undefined) await rm(this.dataDir, { recursive: true, force: true });
    return code;
  }

  /** Ends it with SIGKILL; the directory stays. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  /** Starts it again over the same directory, after ending it with SIGTERM where it still runs. */
  async restart(): Promise<void> {
    await this.end('SIGTERM');
    await this.launch();
  }

  private async end(signal: NodeJS.Signals): Promise<number | null> {
    const { child } = this;
    if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
    const exited = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exited)[0];
  }

  private async launch(): Promise<void> {
    const env = {
      PATH: process.env['PATH'],
      PORT: '0',
      LOG_FORMAT: 'json',
      LOG_LEVEL: this.options.app === undefined ? 'warn' : 'info',
      ...this.options.env,
      DATA_DIR: this.dataDir,
    };
    const main = resolve(`dist/apps/${this.options.app ?? 'standalone'}/src/main.js`);
    this.child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const { child } = this;
    const leaveNothing = (): void => void child.kill('SIGKILL');
    process.once('exit', leaveNothing);
    child.once('exit', () => process.off('exit', leaveNothing));
    this.said = [];
    this.address = await readyAddress(child, this.said);
  }
}

/** Starts the built process; build first. Rejects with what it said when it does not get ready in time. */
export const startServer = (options: ServerOptions = {}): Promise<StartedServer> =>
  StartedServer.start(options);

/** Keeps in `said` what it says, as long as it lives. */
function readyAddress(child: ChildProcess, said: string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const fail = (why: string): void => {
      child.kill('SIGKILL');
      reject(new Error(`the server ${why}\n${said.join('\n')}`));
    };
    const late = setTimeout(() => fail(`was not ready within ${START_WITHIN_MS} ms`), START_WITHIN_MS);
    const hear = (line: string): void => {
      said.push(line);
      if (said.length > LINES_KEPT) said.shift();
      const url = /"url":"([^"]+)".*"msg":"ready"/.exec(line)?.[1];
      if (url === undefined) return;
      clearTimeout(late);
      resolve(url);
    };
    for (const stream of [child.stdout, child.stderr]) if (stream) createInterface(stream).on('line', hear);
    child.once('exit', (code) => {
      clearTimeout(late);
      fail(`ended with ${code} before it was ready`);
    });
  });
}
