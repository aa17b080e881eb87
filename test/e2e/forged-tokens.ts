import { createHmac, createPrivateKey, generateKeyPairSync, type JsonWebKeyInput, sign } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** Tokens with the claims of a good one that no server may believe. */
export function forgeriesOf(token: string) {
  const [header = '', payload = '', signature = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const byStranger = sign(null, Buffer.from(`${header}.${payload}`), privateKey).toString('base64url');
  const hs256 = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${payload}`;
  const shared = publicKey.export({ type: 'spki', format: 'pem' });
  return {
    /** Signed with another key. */
    forged: `${header}.${payload}.${byStranger}`,
    /** `alg: none`, no signature. */
    unsigned: `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`,
    /** `alg: none` above the good signature. */
    unsignedButSealed: `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.${signature}`,
    /** A public key misused as a shared secret. */
    shared: `${hs256}.${createHmac('sha256', shared).update(hs256).digest('base64url')}`,
    /** The good signature under wider claims. */
    widened: `${header}.${encoded({ ...claims, jurisdiction: '000000' })}.${signature}`,
    cut: `${header}.${payload}`,
  };
}

/** The same token, truly signed with the server's key, that ended an hour ago. */
export async function expired(token: string, dataDir: string): Promise<string> {
  const [header = '', payload = ''] = token.split('.');
  const jwk = await readFile(join(dataDir, 'keys', 'token-signing.json'), 'utf8');
  const key = createPrivateKey({ key: JSON.parse(jwk) as JsonWebKeyInput['key'], format: 'jwk' });
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as { iat: number };
  const signed = `${header}.${encoded({ ...claims, iat: claims.iat - 7200, exp: claims.iat - 3600 })}`;
  return `${signed}.${sign(null, Buffer.from(signed), key).toString('base64url')}`;
}
