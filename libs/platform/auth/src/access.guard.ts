import { type CanActivate, type ExecutionContext, Injectable, type Type } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { accessPlan, type AccessPlan, rolesFor } from './access-plans.js';
import { grantFor, namedScope } from './access-rules.js';
import { Unauthenticated } from './errors.js';
import { type AccessRequest, admit } from './request.js';
import type { AccessScope, Scope, ScopeResolver } from './scope.js';
import { TokenVerifier } from './token-verifier.js';

type GuardedPlan = AccessPlan & { kind: 'guarded' };

type Handler = (...args: never[]) => unknown;

interface PlannedRoute {
  readonly plan: AccessPlan;
  readonly resolver?: ScopeResolver;
}

/** Before every route: who calls (401), may that role do this here (403), and how it was let in, for the handler. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly routes = new Map<object, Map<object, PlannedRoute>>();

  constructor(
    private readonly verifier: TokenVerifier,
    private readonly modules: ModuleRef,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const { plan, resolver } = this.route(context.getClass(), context.getHandler() as Handler);
    return (
      plan.kind === 'public' || this.check(context.switchToHttp().getRequest<AccessRequest>(), plan, resolver)
    );
  }

  /** The route's plan; throws as {@link accessPlan} does, and when its scope resolver is not provided. */
  planOf(controller: Type, handler: Handler): AccessPlan {
    return this.route(controller, handler).plan;
  }

  private route(controller: Type, handler: Handler): PlannedRoute {
    let routes = this.routes.get(controller);
    if (!routes) this.routes.set(controller, (routes = new Map<object, PlannedRoute>()));
    let route = routes.get(handler);
    if (!route) {
      const plan = accessPlan(controller, handler);
      const resolved =
        plan.kind === 'guarded' && plan.rule.scope.form === 'resolved' ? plan.rule.scope.resolver : null;
      route = resolved ? { plan, resolver: this.modules.get(resolved, { strict: false }) } : { plan };
      routes.set(handler, route);
    }
    return route;
  }

  private async check(request: AccessRequest, plan: GuardedPlan, resolver?: ScopeResolver): Promise<boolean> {
    const principal = await this.verifier.verify(bearer(request));
    const roles = rolesFor(plan, request.method).filter((role) => principal.roles.includes(role));
    const { scope } = plan.rule;
    const narrowed = scope.form === 'narrowed' || scope.form === 'anyone' || scope.form === 'operations';
    // Without a fitting role nothing is looked up: a stranger learns nothing of what exists.
    const about = roles.length === 0 ? {} : await scopeOf(request, scope, resolver);
    admit(request, grantFor(principal, { roles, scope: about, narrowed }));
    return true;
  }
}

function scopeOf(
  request: AccessRequest,
  scope: AccessScope,
  resolver?: ScopeResolver,
): Scope | Promise<Scope> {
  switch (scope.form) {
    case 'named':
      return namedScope(request, scope, false);
    case 'narrowed':
      return namedScope(request, scope.by, true);
    case 'resolved':
      return (resolver as ScopeResolver).scopeOf(request);
    case 'anyone':
    case 'operations':
      return {};
  }
}

const BEARER = /^Bearer +([A-Za-z0-9._~+/=-]+) *$/i;

function bearer(request: AccessRequest): string {
  const header = request.headers['authorization'];
  if (typeof header !== 'string' || header === '') throw new Unauthenticated('token-missing');
  const token = BEARER.exec(header)?.[1];
  if (token === undefined) throw new Unauthenticated('token-invalid');
  return token;
}
