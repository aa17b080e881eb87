import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const STOP_MS = 15_000;

/** A TCP port of 127.0.0.1 that nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/**
 * Starts Civitas as a child over an empty folder and waits until it is ready, at most `seconds`.
 * `command` is what starts it; `stop` ends it as Ctrl-C does, fails unless it exits 0, and removes the folder.
 */
export async function startStandalone({
  command = ['node', 'dist/apps/standalone/src/main.js'],
  seconds = 90,
} = {}) {
  const port = await freePort();
  const dataDir = mkdtempSync(join(tmpdir(), 'civitas-'));
  const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const child = spawn(command[0], command.slice(1), {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(chunk));
  const exited = once(child, 'exit');
  const words = () => Buffer.concat(said).toString();
  const signal = (name) => process.kill(-child.pid, name);
  const url = `http://127.0.0.1:${port}`;

  const deadline = performance.now() + seconds * 1000;
  while (!(await isReady(url))) {
    if (child.exitCode !== null)
      throw new Error(`${command.join(' ')} ended with ${child.exitCode}:\n${words()}`);
    if (performance.now() > deadline) {
      signal('SIGKILL');
      throw new Error(`${command.join(' ')} was not ready after ${seconds} s:\n${words()}`);
    }
    await wait(100);
  }

  return {
    url,
    env,
    words,
    async stop() {
      signal('SIGINT');
      let killed = false;
      const timer = setTimeout(() => {
        killed = true;
        signal('SIGKILL');
      }, STOP_MS);
      const [code, by] = await exited;
      await groupGone(child.pid);
      clearTimeout(timer);
      rmSync(dataDir, { recursive: true, force: true });
      // npm itself dies of Ctrl-C, what it runs does not
      if (killed || (code !== 0 && !(command[0] === 'npm' && by === 'SIGINT')))
        throw new Error(`${command.join(' ')} ended with ${code ?? by} when asked to stop:\n${words()}`);
    },
  };
}

/** Waits until no process of the group is left; the caller's timer ends what hangs. */
async function groupGone(pid) {
  try {
    for (;;) {
      process.kill(-pid, 0);
      await wait(50);
    }
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

async function isReady(url) {
  try {
    const { ok } = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2000) });
    return ok;
  } catch {
    return false; // not listening yet
  }
}
