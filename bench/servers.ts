import { type ChildProcess, fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Target } from './load.js';
import { owned, stop } from './scratch.js';

const READY_MS = 180_000;
const LOOK_EVERY_MS = 10;

/** What `npm start` sets, and gives Node before the file it runs. */
const START = startCommand();
const START_VARIABLES = Object.fromEntries(
  START.filter((word) => /^[A-Z_]+=/.test(word)).map((word) => word.split('=') as [string, string]),
);
const NODE_FLAGS = START.filter((word) => word.startsWith('--'));

export interface Server extends Target {
  readonly pid: number;
  /** From its being started to `/health/ready` answering 200. */
  readonly readyMs: number;
}

const environment = (dataDir: string) => ({
  ...START_VARIABLES,
  ...process.env,
  DATA_DIR: dataDir,
  PORT: '0',
  LOG_LEVEL: 'error',
  LOG_FORMAT: 'json',
});

/** Runs the built standalone over the folder while `work` runs, from when it is ready. */
export async function withStandalone<T>(dataDir: string, work: (server: Server) => Promise<T>): Promise<T> {
  const started = performance.now();
  const entry = fileURLToPath(new URL('../apps/standalone/src/main.js', import.meta.url));
  const child = owned(
    spawn(process.execPath, [...NODE_FLAGS, entry], {
      env: environment(dataDir),
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), READY_MS);
  try {
    const { url, token } = await announced(child.stdout);
    await ready(url, child);
    clearTimeout(timer);
    const readyMs = performance.now() - started;
    return await work({ url, token: await tokenIn(token), pid: child.pid ?? 0, readyMs });
  } finally {
    clearTimeout(timer);
    await stop(child);
  }
}

/** Runs the standalone with the trivial handler beside its own while `work` runs. */
export async function withTrivialBeside<T>(
  dataDir: string,
  work: (target: Target) => Promise<T>,
): Promise<T> {
  const entry = fileURLToPath(new URL('./server.js', import.meta.url));
  const child = owned(fork(entry, { env: environment(dataDir), execArgv: NODE_FLAGS }));
  try {
    const [target] = (await once(child, 'message', { signal: AbortSignal.timeout(READY_MS) })) as [Target];
    return await work(target);
  } finally {
    await stop(child);
  }
}

async function announced(stdout: Readable): Promise<{ readonly url: string; readonly token: string }> {
  for await (const line of createInterface({ input: stdout })) {
    const said = JSON.parse(line) as { readonly msg?: string; readonly url: string; readonly token: string };
    if (said.msg !== 'ready') continue;
    stdout.resume();
    return said;
  }
  throw new Error('the standalone ended before it listened');
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  while (child.exitCode === null && child.signalCode === null) {
    const { ok } = await fetch(new URL('/health/ready', url), { signal: AbortSignal.timeout(READY_MS) });
    if (ok) return;
    await pause(LOOK_EVERY_MS);
  }
  throw new Error('the standalone ended before it was ready');
}

const tokenIn = async (file: string): Promise<string> => (await readFile(file, 'utf8')).trim();

function startCommand(): readonly string[] {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly scripts: { readonly start: string };
  };
  return scripts.start.split(' ');
}
