import autocannon, { type Request } from 'autocannon';
import { percentile } from './figures.js';
import type { Message } from './wire.js';

export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

export interface Target {
  readonly url: string;
  readonly token: string;
}

/** A write to be sent once. */
export interface Write {
  readonly path: string;
  readonly body: object;
}

const DEADLINE_S = 30;
let keys = 0;

/** Sends `amount` writes over `connections` clients; every answer must be a success. */
export async function load(
  target: Target,
  connections: number,
  amount: number,
  next: () => Write,
): Promise<Load> {
  const latencies: number[] = [];
  const refusals = new Map<number, string>();
  const started = performance.now();
  let lastAt = started;
  const run = autocannon({
    url: target.url,
    connections,
    amount,
    timeout: DEADLINE_S,
    requests: [
      {
        setupRequest: () => requestOf(target, next()),
        onResponse: (status, body) => {
          if (status >= 300) refusals.set(status, body);
        },
      },
    ],
  });
  run.on('response', (_client, _status, _bytes, milliseconds) => {
    latencies.push(milliseconds);
    lastAt = performance.now();
  });
  const result = await run;
  if (result['2xx'] !== amount)
    throw new Error(
      `${result.non2xx} refusals and ${result.errors} errors among ${amount}: ${[...refusals.values()].join(' ')}`,
    );
  const perSecond = (amount * 1000) / (lastAt - started);
  return { perSecond, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
}

/** The write as a request of its own: no two have one key. */
export const messageOf = ({ path, body }: Write): Message => ({
  method: 'POST',
  path,
  headers: { 'content-type': 'application/json', 'idempotency-key': `bench-${keys++}` },
  body: JSON.stringify(body),
});

function requestOf({ token }: Target, write: Write): Request {
  const { path, headers, body = '' } = messageOf(write);
  return { method: 'POST', path, headers: { ...headers, authorization: `Bearer ${token}` }, body };
}

/** Sends one write and answers the id of what it created. */
export async function create(target: Target, write: Write): Promise<string> {
  const { method = 'POST', headers = {}, body = '' } = requestOf(target, write);
  const answer = await fetch(new URL(write.path, target.url), {
    method,
    headers,
    body,
    signal: AbortSignal.timeout(DEADLINE_S * 1000),
  });
  if (!answer.ok) throw new Error(`${write.path} answered ${answer.status} ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** Creates `count` things, 64 at a time, in no order. */
export async function createMany(target: Target, count: number, next: () => Write): Promise<string[]> {
  const ids: string[] = [];
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) ids.push(await create(target, next()));
  };
  await Promise.all(Array.from({ length: 64 }, worker));
  return ids;
}
