import { LRUCache } from 'lru-cache';
import { errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { type Clock, isJurisdictionCode, systemClock } from '#platform/values';
import { AuthenticationUnavailable, Unauthenticated } from './errors.js';
import { holdsPersonalNumber } from './personal-number.js';
import { ANY_UNIT, type Principal, type Role, ROLES } from './principal.js';

/** A token lives at most this long. */
export const MAX_TOKEN_SECONDS = 12 * 60 * 60;

/** Asymmetric only: `none` and shared secrets are never accepted. */
const ALGORITHMS = [
  'EdDSA',
  'Ed25519',
  'ES256',
  'ES384',
  'ES512',
  'PS256',
  'PS384',
  'PS512',
  'RS256',
  'RS384',
  'RS512',
];
const CLOCK_TOLERANCE_SECONDS = 30;
const REMEMBERED_TOKENS = 10_000;

/** Where tokens come from and whom they are meant for. */
export interface TokenIssuer {
  readonly keys: JWTVerifyGetKey;
  readonly issuer: string;
  readonly audience: string;
  /** Whether {@link ANY_UNIT} is a unit: only for our own key on loopback. */
  readonly admitsAnyUnit: boolean;
}

interface Verified {
  readonly principal: Principal;
  /** Instant, ISO-8601 UTC. */
  readonly expiresAt: string;
}

/**
 * Turns a token into who it speaks for. A token is checked once and remembered until it expires; keys that are
 * taken back therefore take effect within a token's life.
 */
export class TokenVerifier {
  private readonly known = new LRUCache<string, Verified>({ max: REMEMBERED_TOKENS });

  constructor(
    private readonly from: TokenIssuer,
    private readonly clock: Clock = systemClock,
  ) {}

  /** Throws {@link Unauthenticated} or {@link AuthenticationUnavailable}. */
  verify(token: string): Principal | Promise<Principal> {
    const known = this.known.get(token);
    if (!known) return this.check(token);
    if (known.expiresAt > this.clock.now()) return known.principal;
    this.known.delete(token);
    throw new Unauthenticated('token-expired');
  }

  private async check(token: string): Promise<Principal> {
    const { issuer, audience, keys } = this.from;
    const now = new Date(this.clock.now());
    const { iat = 0, exp = 0, ...claims } = await verifySignature(token, keys, { issuer, audience }, now);
    if (exp <= iat || exp - iat > MAX_TOKEN_SECONDS)
      throw new Unauthenticated('token-invalid', 'lives too long');
    if (iat > now.getTime() / 1000 + CLOCK_TOLERANCE_SECONDS)
      throw new Unauthenticated('token-invalid', 'issued in the future');
    const principal = principalOf(claims, this.from.admitsAnyUnit);
    this.known.set(token, { principal, expiresAt: new Date(exp * 1000).toISOString() });
    return principal;
  }
}

async function verifySignature(
  token: string,
  keys: JWTVerifyGetKey,
  expected: { issuer: string; audience: string },
  currentDate: Date,
): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      currentDate,
      algorithms: ALGORITHMS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      requiredClaims: ['sub', 'exp', 'iat', 'iss', 'aud'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw new Unauthenticated('token-expired', error);
    if (isFetchFailure(error))
      throw new AuthenticationUnavailable('the key set cannot be fetched', { cause: error });
    throw new Unauthenticated('token-invalid', error);
  }
}

/** The provider did not answer, or not with a key set: no fault of the token. */
const isFetchFailure = (error: unknown): boolean =>
  !(error instanceof errors.JOSEError) ||
  error instanceof errors.JWKSTimeout ||
  error instanceof errors.JWKSInvalid ||
  error.code === 'ERR_JOSE_GENERIC';

const SUBJECT = /^[\x21-\x7e]{1,100}$/;
const UNIT = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Visible ASCII, at most 100 characters, without a phone or identity number. */
export const isOpaqueSubject = (text: string): boolean => SUBJECT.test(text) && !holdsPersonalNumber(text);
/** A lower-case UUID. */
export const isUnitId = (text: string): boolean => UNIT.test(text);

function principalOf({ sub, roles, jurisdiction, unit }: JWTPayload, admitsAnyUnit: boolean): Principal {
  const refuse = (what: string): never => {
    throw new Unauthenticated('token-invalid', what);
  };
  if (typeof sub !== 'string' || !isOpaqueSubject(sub)) return refuse('sub is not an opaque name');
  if (!Array.isArray(roles) || roles.length === 0 || !roles.every(isRole)) return refuse('roles');
  if (!isOptionalText(jurisdiction, isJurisdictionCode)) return refuse('jurisdiction');
  if (!isOptionalText(unit, (id) => isUnitId(id) || (admitsAnyUnit && id === ANY_UNIT)))
    return refuse('unit');
  if (jurisdiction === undefined && (roles.includes('office') || roles.includes('assessor')))
    return refuse('no jurisdiction');
  if (unit === undefined && roles.includes('unit')) return refuse('no unit');
  return { actor: sub, roles, jurisdiction, unitId: unit };
}

const isOptionalText = (claim: unknown, fits: (text: string) => boolean): claim is string | undefined =>
  claim === undefined || (typeof claim === 'string' && fits(claim));
const isRole = (value: unknown): value is Role => (ROLES as readonly unknown[]).includes(value);
