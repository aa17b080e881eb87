import type { Type } from '@nestjs/common';
import type { AccessRequest } from './request.js';

/** What a request is about: the place and, where one is meant, the unit. */
export interface Scope {
  readonly jurisdiction?: string;
  readonly unitId?: string;
}

/** Looks up what a request is about; an injectable of a context. May throw a NotFoundProblem. */
export interface ScopeResolver {
  scopeOf(request: AccessRequest): Promise<Scope>;
}

/** The request itself says what it is about. Missing or malformed is 400. */
export interface NamedScope {
  readonly form: 'named';
  readonly from: 'body' | 'query' | 'params';
  readonly name: string;
  readonly kind: 'jurisdiction' | 'unit';
}

export type AccessScope =
  | NamedScope
  | { readonly form: 'resolved'; readonly resolver: Type<ScopeResolver> }
  | { readonly form: 'narrowed'; readonly by: NamedScope }
  | { readonly form: 'anyone'; readonly reason: string }
  | { readonly form: 'operations' };

type ScopeKind = NamedScope['kind'];
const named =
  (from: NamedScope['from']) =>
  (name: string, kind: ScopeKind = 'jurisdiction'): NamedScope => ({ form: 'named', from, name, kind });

/** `body('jurisdiction')`, `body('organiserUnitId', 'unit')`: a member of the body, required. */
export const body = named('body');
/** `query('jurisdiction')`: a query parameter, required. */
export const query = named('query');
/** `param('unitId', 'unit')`: a path parameter. A bare unit admits that unit and auditors; for an office use {@link resolve}. */
export const param = named('params');

/** Looked up by a provider, e.g. a notice's jurisdiction by its id. */
export const resolve = (resolver: Type<ScopeResolver>): AccessScope => ({ form: 'resolved', resolver });

/**
 * A list that asks for a part or, without it, gets the caller's own: an office its subtree, a unit its own entries.
 * The handler must filter by the grant's `jurisdiction` and `unitId`.
 */
export const narrowed = (by: NamedScope): AccessScope => ({ form: 'narrowed', by });

/** Every listed role, whatever its place; the handler narrows by itself, the reason says why that is right. */
export const anyone = (reason: string): AccessScope => ({ form: 'anyone', reason });

/** Projections and relay: operators, and auditors reading. No business data. */
export const operations: AccessScope = { form: 'operations' };
