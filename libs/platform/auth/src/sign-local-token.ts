import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { SignJWT } from 'jose';
import { systemClock } from '#platform/values';
import { LOCAL_AUDIENCE, LOCAL_ISSUER, localKey, writeDurably } from './local-key.js';
import { ANY_UNIT, type Role, ROLES } from './principal.js';
import { MAX_TOKEN_SECONDS } from './token-verifier.js';

export interface TokenWish {
  readonly actor: string;
  readonly roles: readonly Role[];
  /** Wanted for office and assessor. */
  readonly jurisdiction?: string;
  /** Wanted for unit. */
  readonly unit?: string;
  /** Seconds, at most and by default 12 hours. */
  readonly ttl?: number;
}

/** A token signed with the local key of a data directory; any process that can read the key can make one. Throws RangeError on a `ttl` out of bounds. */
export async function signLocalToken(dataDir: string, wish: TokenWish): Promise<string> {
  const life = wish.ttl ?? MAX_TOKEN_SECONDS;
  if (!(life > 0 && life <= MAX_TOKEN_SECONDS))
    throw new RangeError(`a token lives 1 to ${MAX_TOKEN_SECONDS} seconds`);
  const { privateKey } = await localKey(dataDir);
  const now = Math.floor(Date.parse(systemClock.now()) / 1000);
  return new SignJWT({ roles: wish.roles, jurisdiction: wish.jurisdiction, unit: wish.unit })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'JWT' })
    .setSubject(wish.actor)
    .setIssuer(LOCAL_ISSUER)
    .setAudience(LOCAL_AUDIENCE)
    .setIssuedAt(now)
    .setExpirationTime(now + life)
    .sign(privateKey);
}

export const devTokenFile = (dataDir: string): string => join(dataDir, 'dev-token');

/** Writes a fresh development token: every role, the whole country, any unit, as `dev`. Returns it. */
export async function refreshDevToken(dataDir: string): Promise<string> {
  const token = await signLocalToken(dataDir, {
    actor: 'dev',
    roles: ROLES,
    jurisdiction: '000000',
    unit: ANY_UNIT,
  });
  const file = devTokenFile(dataDir);
  await writeDurably(`${file}.new`, `${token}\n`);
  await rename(`${file}.new`, file);
  return token;
}
