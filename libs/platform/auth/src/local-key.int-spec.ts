import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localIssuer } from './issuers.js';
import { localKey } from './local-key.js';
import { ROLES } from './principal.js';
import { devTokenFile, refreshDevToken, signLocalToken } from './sign-local-token.js';
import { TokenVerifier } from './token-verifier.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-key-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

const verifier = async (loopback = true) => new TokenVerifier(await localIssuer(dataDir, loopback));
const modeOf = async (file: string): Promise<number> => (await stat(file)).mode & 0o777;

describe('the local key', () => {
  it('is made once, also by many at the same time, and is its owner’s alone', async () => {
    await Promise.all(Array.from({ length: 8 }, () => localKey(dataDir)));
    const file = join(dataDir, 'keys', 'token-signing.json');
    const first = await readFile(file, 'utf8');
    await localKey(dataDir);
    expect(await readFile(file, 'utf8')).toBe(first);
    expect(await modeOf(file)).toBe(0o600);
    expect(await modeOf(join(dataDir, 'keys'))).toBe(0o700);
  });

  it('that others can read is refused', async () => {
    await localKey(dataDir);
    await chmod(join(dataDir, 'keys', 'token-signing.json'), 0o644);
    await expect(localKey(dataDir)).rejects.toThrow('can be read by others');
  });

  it('signs tokens that its own directory accepts and another does not', async () => {
    const token = await signLocalToken(dataDir, { actor: 'a', roles: ['office'], jurisdiction: '150200' });
    expect(await (await verifier()).verify(token)).toMatchObject({ actor: 'a', jurisdiction: '150200' });
    await rm(join(dataDir, 'keys'), { recursive: true });
    await expect((await verifier()).verify(token)).rejects.toThrow('token-invalid');
  });

  it('signs no token of more than twelve hours', async () => {
    await expect(
      signLocalToken(dataDir, { actor: 'a', roles: ['auditor'], ttl: 12 * 3600 + 1 }),
    ).rejects.toThrow(RangeError);
  });
});

describe('the development token', () => {
  it('holds every role for the whole country and any unit, on loopback only', async () => {
    const token = await refreshDevToken(dataDir);
    expect((await readFile(devTokenFile(dataDir), 'utf8')).trim()).toBe(token);
    expect(await modeOf(devTokenFile(dataDir))).toBe(0o600);
    expect(await (await verifier()).verify(token)).toEqual({
      actor: 'dev',
      roles: ROLES,
      jurisdiction: '000000',
      unitId: '*',
    });
    await expect((await verifier(false)).verify(token)).rejects.toThrow('token-invalid');
  });
});
