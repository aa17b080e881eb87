import type { AccessRequest } from '#platform/auth';
import type { Begun } from '#platform/tracing';
import type { KnownRows } from '../as-of/known-rows.js';

/** A request with what the edge has worked out about it before the handler runs. */
export interface EdgeRequest extends AccessRequest {
  /** From X-Correlation-Id, or made. Set first of all, so that every answer has one. */
  correlationId: string;
  /** The instant this request takes place. Set when access is granted. */
  now?: string;
  /** What a read may see. Set when access is granted to a route with `Reads`. */
  known?: KnownRows;
  /** The request's own span while tracing is on. */
  span?: Begun | null;
  /** Aborted when it was answered in its handler's stead: nothing is to be written for it any more. */
  abandoned?: AbortController;
  /** Code of the problem this request ended in, for metrics and the log. */
  problemCode?: string;
  readonly url: string;
  readonly routeOptions: { readonly url?: string };
}

/** A header that may come once; undefined when absent. */
export function headerOf(request: AccessRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
