import { chmod, link, mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import {
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
  type JWTVerifyGetKey,
} from 'jose';

export const LOCAL_ISSUER = 'civitas:local';
export const LOCAL_AUDIENCE = 'civitas';
const ALGORITHM = 'EdDSA';

/** The key a deployment without an identity provider signs its tokens with. */
export interface LocalKey {
  readonly privateKey: CryptoKey;
  readonly keys: JWTVerifyGetKey;
}

/**
 * The signing key in `<dataDir>/keys`, made on first use; readable by its owner only. Two processes that start
 * at once get the same one. Throws when the file is open to others or no key of ours.
 */
export async function localKey(dataDir: string): Promise<LocalKey> {
  const folder = join(dataDir, 'keys');
  const file = join(folder, 'token-signing.json');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const jwk = (await readKey(file)) ?? (await makeKey(folder, file));
  const privateKey = (await importJWK(jwk, ALGORITHM)) as CryptoKey;
  const { kty, crv, x } = jwk;
  return {
    privateKey,
    keys: createLocalJWKSet({ keys: [{ kty, crv, x, alg: ALGORITHM, use: 'sig' }] }),
  };
}

async function readKey(file: string): Promise<JWK | null> {
  const found = await stat(file).catch(unless('ENOENT'));
  if (!found) return null;
  if ((found.mode & 0o077) !== 0)
    throw new Error(`${file} can be read by others: chmod 600 it, or delete it to get a new key`);
  const jwk = JSON.parse(await readFile(file, 'utf8')) as JWK;
  if (jwk.kty !== 'OKP' || jwk.crv !== 'Ed25519' || typeof jwk.d !== 'string')
    throw new Error(`${file} holds no signing key`);
  return jwk;
}

async function makeKey(folder: string, file: string): Promise<JWK> {
  const pair = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true });
  const made = join(folder, `.${randomUUID()}`);
  await writeDurably(made, JSON.stringify(await exportJWK(pair.privateKey)));
  // A link, unlike a rename, never replaces the key somebody else made meanwhile.
  await link(made, file).catch(unless('EEXIST'));
  await rm(made);
  return (await readKey(file)) as JWK;
}

const unless =
  (code: string) =>
  (error: unknown): null => {
    if ((error as NodeJS.ErrnoException).code === code) return null;
    throw error;
  };

/** Writes a file only its owner may read, and has it on disk before it returns. */
export async function writeDurably(file: string, text: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await chmod(file, 0o600);
}
