import { readFile } from 'node:fs/promises';
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet } from 'jose';
import { LOCAL_AUDIENCE, LOCAL_ISSUER, localKey } from './local-key.js';
import type { TokenIssuer } from './token-verifier.js';

const FETCH_TIMEOUT_MS = 3000;

/** Our own key in the data directory. `loopback` says whether only this machine can reach the listener. */
export async function localIssuer(dataDir: string, loopback: boolean): Promise<TokenIssuer> {
  const { keys } = await localKey(dataDir);
  return { keys, issuer: LOCAL_ISSUER, audience: LOCAL_AUDIENCE, admitsAnyUnit: loopback };
}

/** An identity provider's keys, by URL or file. Throws when the file is no key set. */
export async function providerIssuer(from: {
  jwks: string;
  issuer: string;
  audience: string;
}): Promise<TokenIssuer> {
  const { issuer, audience, jwks } = from;
  const keys = /^https?:/.test(jwks)
    ? createRemoteJWKSet(new URL(jwks), { timeoutDuration: FETCH_TIMEOUT_MS })
    : createLocalJWKSet(JSON.parse(await readFile(jwks, 'utf8')) as JSONWebKeySet);
  return { keys, issuer, audience, admitsAnyUnit: false };
}
