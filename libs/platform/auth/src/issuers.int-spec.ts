import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, type JWK, SignJWT, type CryptoKey } from 'jose';
import { AuthenticationUnavailable } from './errors.js';
import { providerIssuer } from './issuers.js';
import { TokenVerifier } from './token-verifier.js';

const from = { issuer: 'https://id.example', audience: 'civitas' };

let key: CryptoKey;
let keySet: { keys: JWK[] };
let folder: string;
let provider: Server;
let answer: () => { status: number; body: string };
let url: string;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  key = pair.privateKey;
  keySet = { keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'ES256', kid: '1' }] };
  folder = await mkdtemp(join(tmpdir(), 'civitas-keys-'));
  provider = createServer((_, response) => {
    const { status, body } = answer();
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/keys`;
});
afterAll(async () => {
  provider.close();
  await rm(folder, { recursive: true });
});

const token = (): Promise<string> =>
  new SignJWT({ roles: ['auditor'] })
    .setProtectedHeader({ alg: 'ES256', kid: '1' })
    .setSubject('li')
    .setIssuer(from.issuer)
    .setAudience(from.audience)
    .setIssuedAt()
    .setExpirationTime('1h')
    .sign(key);

const verify = async (jwks: string) =>
  new TokenVerifier(await providerIssuer({ ...from, jwks })).verify(await token());

describe('an identity provider', () => {
  it('gives its keys in a file', async () => {
    const file = join(folder, 'keys.json');
    await writeFile(file, JSON.stringify(keySet));
    expect(await verify(file)).toMatchObject({ actor: 'li' });
  });

  it('gives its keys by URL', async () => {
    answer = () => ({ status: 200, body: JSON.stringify(keySet) });
    expect(await verify(url)).toMatchObject({ actor: 'li' });
  });

  it.each([
    ['answers with an error', 500, '{}'],
    ['answers with no key set', 200, '{"keys":7}'],
  ])('that %s makes tokens uncheckable, not invalid', async (_, status, body) => {
    answer = () => ({ status, body });
    await expect(verify(url)).rejects.toThrow(AuthenticationUnavailable);
  });

  it('that is not there makes tokens uncheckable, not invalid', async () => {
    await expect(verify('http://127.0.0.1:9/keys')).rejects.toThrow(AuthenticationUnavailable);
  });
});
