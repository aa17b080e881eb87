import type { Grant } from './principal.js';

/** The part of an HTTP request that decides about access. */
export interface AccessRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

interface GrantedRequest extends AccessRequest {
  grant?: Grant | null;
}

/** How this request was let in. Throws on a public route, where nobody is known. */
export function grantOf(request: AccessRequest): Grant {
  const { grant } = request as GrantedRequest;
  if (!grant) throw new Error('a public route has no grant');
  return grant;
}

/** The grant, or null before the guard ran and on public routes. */
export const grantIfAny = (request: AccessRequest): Grant | null => (request as GrantedRequest).grant ?? null;

/** Records how the request was let in; called by the guard alone. */
export function admit(request: AccessRequest, grant: Grant): void {
  (request as GrantedRequest).grant = grant;
}
