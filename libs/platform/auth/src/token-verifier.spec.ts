import { createLocalJWKSet, exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey } from 'jose';
import { Unauthenticated } from './errors.js';
import { ROLES } from './principal.js';
import { TokenVerifier } from './token-verifier.js';

const ISSUER = 'https://id.example';
const AUDIENCE = 'civitas';
const HOUR = 3600;

let key: CryptoKey;
let other: CryptoKey;
let verifier: TokenVerifier;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  ({ privateKey: other } = await generateKeyPair('ES256'));
  key = pair.privateKey;
  const keys = createLocalJWKSet({ keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'ES256' }] });
  verifier = new TokenVerifier({ keys, issuer: ISSUER, audience: AUDIENCE, admitsAnyUnit: false });
});

interface Wish {
  readonly claims?: Record<string, unknown>;
  readonly sub?: string;
  readonly iat?: number;
  readonly life?: number;
  readonly issuer?: string;
  readonly audience?: string;
}

const now = (): number => Math.floor(Date.now() / 1000);

function signed(
  { claims, sub = 'li', iat = now(), life = HOUR, issuer = ISSUER, audience = AUDIENCE }: Wish = {},
  by = key,
) {
  return new SignJWT({ roles: ['office'], jurisdiction: '150200', ...claims })
    .setProtectedHeader({ alg: 'ES256' })
    .setSubject(sub)
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(iat)
    .setExpirationTime(iat + life)
    .sign(by);
}

const codeOf = async (token: string): Promise<string> => {
  try {
    await verifier.verify(token);
    return 'accepted';
  } catch (error) {
    if (error instanceof Unauthenticated) return error.code;
    throw error;
  }
};

describe('a token', () => {
  it('speaks for its subject, roles and place', async () => {
    expect(await verifier.verify(await signed())).toEqual({
      actor: 'li',
      roles: ['office'],
      jurisdiction: '150200',
    });
  });

  it('is accepted again without being checked again', async () => {
    const token = await signed();
    await verifier.verify(token);
    expect(verifier.verify(token)).toMatchObject({ actor: 'li' });
  });

  it('of twelve hours is accepted', async () => {
    expect(await codeOf(await signed({ life: 12 * HOUR }))).toBe('accepted');
  });

  const refused: readonly [string, Wish][] = [
    ['lives longer than twelve hours', { life: 12 * HOUR + 1 }],
    ['comes from another issuer', { issuer: 'https://elsewhere.example' }],
    ['is meant for another audience', { audience: 'elsewhere' }],
    ['is issued in the future', { iat: now() + 2 * HOUR }],
    ['names a phone number as its subject', { sub: '13800138000' }],
    ['names an identity number as its subject', { sub: '11010119900307775X' }],
    ['names a subject with blanks', { sub: 'li ming' }],
    ['names no role', { claims: { roles: [] } }],
    ['names a role nobody knows', { claims: { roles: ['office', 'root'] } }],
    ['names roles as text', { claims: { roles: 'office' } }],
    ['is an office without a jurisdiction', { claims: { jurisdiction: undefined } }],
    ['names a jurisdiction that is no code', { claims: { jurisdiction: '1408' } }],
    ['is a unit without a unit', { claims: { roles: ['unit'] } }],
    ['names any unit, with a provider’s key', { claims: { roles: ['unit'], unit: '*' } }],
  ];
  it.each(refused)('that %s is invalid', async (_, wish) => {
    expect(await codeOf(await signed(wish))).toBe('token-invalid');
  });

  it('that another key signed is invalid', async () => {
    expect(await codeOf(await signed({}, other))).toBe('token-invalid');
  });

  it('that has expired is named so, also when it was known before', async () => {
    expect(await codeOf(await signed({ iat: now() - 2 * HOUR, life: HOUR }))).toBe('token-expired');
  });

  it('without a signature is invalid, whatever it says of itself', async () => {
    const unsigned = new UnsecuredJWT({ roles: ROLES, jurisdiction: '000000' })
      .setSubject('li')
      .setIssuer(ISSUER)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('1h')
      .encode();
    expect(await codeOf(unsigned)).toBe('token-invalid');
  });

  it.each(['', 'x', 'a.b.c', '..'])('%p is none', async (text) => {
    expect(await codeOf(text)).toBe('token-invalid');
  });
});
