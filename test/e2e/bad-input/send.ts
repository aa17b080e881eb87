import { randomUUID } from 'node:crypto';
import type { Attempt } from './case.js';

export interface Refused {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/** Sends it as it is: bytes untouched, header by header. */
export async function send(
  url: string,
  token: string,
  { method, path, body, bytes, by, key, headers }: Attempt,
  language: 'zh' | 'en',
): Promise<Refused> {
  const bearer = by === undefined ? token : by;
  const content = bytes ?? (body === undefined ? undefined : JSON.stringify(body));
  const response = await fetch(url + path, {
    method: method ?? 'POST',
    headers: {
      'accept-language': language,
      ...(bearer !== null && { authorization: `Bearer ${bearer}` }),
      ...(method !== 'GET' && key !== null && { 'idempotency-key': key ?? randomUUID() }),
      ...(content !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(content !== undefined && { body: content }),
  });
  return { status: response.status, headers: response.headers, body: await response.json() };
}
