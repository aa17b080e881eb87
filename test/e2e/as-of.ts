import { type Answered, eventually } from '#platform/testing';
import type { Desk } from './desk.js';

/** What a read answers as of then, or refuses, once the rows of then are folded. */
export const answeredAsOf = (desk: Desk, path: string, asOf: string | number): Promise<Answered> =>
  eventually(`${path} as of ${asOf}`, async () => {
    const answer = await desk.ask('GET', `${path}${path.includes('?') ? '&' : '?'}asOf=${asOf}`);
    const { status, body } = answer;
    const busy = status === 503 && (body as { readonly code?: string }).code === 'as-of-busy';
    return status !== 202 && !busy && answer;
  });

/** The answer of a read that must be given. */
export async function seenAsOf<Body>(desk: Desk, path: string, asOf: string | number): Promise<Body> {
  const { status, body } = await answeredAsOf(desk, path, asOf);
  if (status !== 200)
    throw new Error(`GET ${path} as of ${asOf} answered ${status}: ${JSON.stringify(body)}`);
  return body as Body;
}

/** Status and code of a read that must be refused. */
export async function refusedAsOf(desk: Desk, path: string, asOf: string | number): Promise<string> {
  const { status, body } = await answeredAsOf(desk, path, asOf);
  return `${status} ${(body as { readonly code?: string }).code ?? 'was answered'}`;
}
