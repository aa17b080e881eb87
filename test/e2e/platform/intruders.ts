import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CryptoKey, generateKeyPair, importJWK, type JWK, SignJWT, UnsecuredJWT } from 'jose';
import { CITY, type FrontDesk, unitBody } from './front-desk.js';

const DISTRICT = '150202';

export function intruders(front: FrontDesk): void {
  const { post, get } = front;
  describe('nobody gets in', () => {
    const claims = { roles: ['office'], jurisdiction: CITY };
    const now = Math.floor(Date.now() / 1000);
    const signedBy = (key: CryptoKey, iat: number, exp: number, issuer = 'civitas:local'): Promise<string> =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'EdDSA' })
        .setSubject('li')
        .setIssuer(issuer)
        .setAudience('civitas')
        .setIssuedAt(iat)
        .setExpirationTime(exp)
        .sign(key);
    const ownKey = async (): Promise<CryptoKey> =>
      (await importJWK(
        JSON.parse(await readFile(join(front.server().dataDir, 'keys', 'token-signing.json'), 'utf8')) as JWK,
        'EdDSA',
      )) as CryptoKey;

    const tokens: readonly (readonly [string, string, () => Promise<string | null>])[] = [
      ['without a token', 'token-missing', () => Promise.resolve(null)],
      [
        'with an expired token',
        'token-expired',
        async () => signedBy(await ownKey(), now - 7200, now - 3600),
      ],
      [
        'with a token of thirteen hours',
        'token-invalid',
        async () => signedBy(await ownKey(), now, now + 13 * 3600),
      ],
      [
        'with another issuer’s token',
        'token-invalid',
        async () => signedBy(await ownKey(), now, now + 60, 'elsewhere'),
      ],
      [
        'with a forged token',
        'token-invalid',
        async () => signedBy((await generateKeyPair('EdDSA')).privateKey, now, now + 60),
      ],
      [
        'with an unsigned token',
        'token-invalid',
        () =>
          Promise.resolve(
            new UnsecuredJWT(claims)
              .setSubject('li')
              .setIssuer('civitas:local')
              .setAudience('civitas')
              .setIssuedAt()
              .setExpirationTime('1h')
              .encode(),
          ),
      ],
      ['with a token that is none', 'token-invalid', () => Promise.resolve('x.y.z')],
    ];
    it.each(tokens)('%s', async (_, code, token) => {
      const before = await front.server().head();
      const answered = await post('/v1/units', { key: 'intruder', body: unitBody, token: await token() });
      expect(answered).toMatchObject({ status: 401, body: { code } });
      expect(answered.headers.get('www-authenticate')).toMatch(/^Bearer/);
      expect(await front.server().head()).toBe(before);
    });

    it('beyond the own subtree', async () => {
      const district = await front
        .server()
        .tokenFor({ actor: 'd', roles: ['office'], jurisdiction: DISTRICT });
      expect(await post('/v1/units', { key: 'up', body: unitBody, token: district })).toMatchObject({
        status: 403,
        body: { code: 'outside-jurisdiction' },
      });
      const auditor = await front.server().tokenFor({ actor: 'a', roles: ['auditor'] });
      expect(await post('/v1/units', { key: 'audit', body: unitBody, token: auditor })).toMatchObject({
        status: 403,
        body: { code: 'role-not-allowed' },
      });
      expect((await get('/v1/units', { token: auditor })).status).toBe(200);
      const operator = await front.server().tokenFor({ actor: 'o', roles: ['operator'] });
      expect((await get('/v1/projections', { token: operator })).status).toBe(200);
      expect((await get('/v1/units', { token: operator })).status).toBe(403);
    });
  });
}
