import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { devTokenFile } from '#platform/auth';
import { readConfiguration } from '#platform/http';
import { Failure } from './command.js';
import { refusalIn } from './refusal.js';

/** The local server and the development token by default. */
export interface Server {
  readonly url: string | undefined;
  readonly token: string | undefined;
}

/** Posts to the running server and answers what it said. Throws Failure with its words when it refused, or when none answers. */
export async function post(path: string, { url, token }: Server, body?: object): Promise<unknown> {
  const { host, port, dataDir } = readConfiguration(process.env);
  const server = url ?? `http://${host}:${port}`;
  const bearer = token ?? (await readFile(devTokenFile(dataDir), 'utf8')).trim();
  const answer = await fetch(new URL(path, server), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${bearer}`,
      ...(body && { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: unknown) => {
    throw new Failure(`no server answers at ${server}: ${reasonOf(error as Error)}`, { cause: error });
  });
  if (!answer.ok) throw new Failure(`${server} ${refusalIn(answer.status, await answer.text())}`);
  return answer.json();
}

/** What `fetch` says is in its cause; one of several addresses has no message of its own. */
function reasonOf({ message, cause }: Error): string {
  const { code, message: inner } = (cause ?? {}) as { code?: string; message?: string };
  return code ?? inner ?? message;
}
