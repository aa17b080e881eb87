import { isJurisdictionCode, isWithin, NATIONAL } from '#platform/values';
import { Forbidden, type ForbiddenCode, ScopeMissing } from './errors.js';
import { ANY_UNIT, type Grant, type Principal, type Role } from './principal.js';
import type { AccessRequest } from './request.js';
import type { NamedScope, Scope } from './scope.js';

/** What a route asks for, with everything looked up. */
export interface Demand {
  readonly roles: readonly Role[];
  readonly scope: Scope;
  /** The handler filters by the grant, so a scope that names no place or unit is the caller's own. */
  readonly narrowed: boolean;
}

/**
 * Lets the caller in by the first of the route's roles that reaches what the request is about, and says how;
 * throws {@link Forbidden} with the reason of the role that came closest.
 */
export function grantFor(principal: Principal, demand: Demand): Grant {
  let refusal: ForbiddenCode = 'role-not-allowed';
  for (const role of demand.roles) {
    if (!principal.roles.includes(role)) continue;
    const outcome = RULES[role](principal, demand);
    if (typeof outcome !== 'string')
      return { actor: principal.actor, role, ...outcome, ...ownUnitOf(principal) };
    refusal = outcome;
  }
  throw new Forbidden(refusal);
}

const ownUnitOf = ({ unitId }: Principal): Pick<Grant, 'ownUnitId'> =>
  unitId === undefined || unitId === ANY_UNIT ? {} : { ownUnitId: unitId };

type Rule = (principal: Principal, demand: Demand) => ForbiddenCode | Pick<Grant, 'jurisdiction' | 'unitId'>;

const inOwnSubtree: Rule = ({ jurisdiction: own }, { scope, narrowed }) => {
  const asked = scope.jurisdiction;
  if (own === undefined || (asked === undefined && !narrowed)) return 'outside-jurisdiction';
  if (asked === undefined) return { jurisdiction: own };
  return isWithin(asked, own) ? { jurisdiction: asked } : 'outside-jurisdiction';
};

const ownUnit: Rule = ({ unitId: own }, { scope, narrowed }) => {
  if (own === undefined) return 'outside-token';
  const jurisdiction = scope.jurisdiction;
  if (scope.unitId === undefined)
    return narrowed ? { jurisdiction, unitId: own === ANY_UNIT ? undefined : own } : 'another-unit';
  return own === ANY_UNIT || own === scope.unitId ? { jurisdiction, unitId: scope.unitId } : 'another-unit';
};

const RULES: Readonly<Record<Role, Rule>> = {
  office: inOwnSubtree,
  assessor: inOwnSubtree,
  unit: ownUnit,
  auditor: (_, { scope }) => ({ jurisdiction: scope.jurisdiction ?? NATIONAL }),
  operator: () => ({}),
};

/** Reads the scope a request names by itself. Throws {@link ScopeMissing} when it is absent (unless optional) or malformed. */
export function namedScope(request: AccessRequest, by: NamedScope, optional: boolean): Scope {
  const value = memberOf(request[by.from], by.name);
  if (value === undefined && optional) return {};
  if (typeof value !== 'string' || !isScopeValue(value, by.kind))
    throw new ScopeMissing(by.from, by.name, by.kind);
  return by.kind === 'jurisdiction' ? { jurisdiction: value } : { unitId: value };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const isScopeValue = (value: string, kind: NamedScope['kind']): boolean =>
  kind === 'jurisdiction' ? isJurisdictionCode(value) : UUID.test(value);

const memberOf = (holder: unknown, name: string): unknown =>
  typeof holder === 'object' && holder !== null && Object.hasOwn(holder, name)
    ? (holder as Record<string, unknown>)[name]
    : undefined;
