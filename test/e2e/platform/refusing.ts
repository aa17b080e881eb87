import type { Answered, RequestOptions } from '#platform/testing';
import { CITY, codeOf, type FrontDesk, unitBody } from './front-desk.js';

export function refusing(front: FrontDesk): void {
  const { post, get, register } = front;
  describe('bad input changes nothing and is answered with', () => {
    const valid = { key: 'bad', body: unitBody };
    const units = (options: RequestOptions) => (): Promise<Answered> => post('/v1/units', options);
    const raw =
      (text: string, contentType = 'application/json') =>
      async (): Promise<Answered> => {
        const headers = {
          authorization: `Bearer ${await front.server().token()}`,
          'content-type': contentType,
          'idempotency-key': 'raw',
        };
        const response = await fetch(`${front.server().url}/v1/units`, {
          method: 'POST',
          headers,
          body: text,
        });
        return { status: response.status, headers: response.headers, body: await response.json() };
      };

    const cases: readonly (readonly [number, string, string, () => Promise<Answered>])[] = [
      [400, 'idempotency-key-missing', 'no key', units({ body: unitBody })],
      [
        400,
        'malformed-if-match',
        'an If-Match without quotes',
        units({ ...valid, headers: { 'if-match': '3' } }),
      ],
      [
        400,
        'malformed-correlation-id',
        'a correlation id with blanks',
        units({ ...valid, headers: { 'x-correlation-id': 'a b' } }),
      ],
      [
        400,
        'malformed-correlation-id',
        'a phone number as correlation id',
        units({ ...valid, headers: { 'x-correlation-id': '13800138000' } }),
      ],
      [400, 'malformed-json', 'half a document', raw('{"name":')],
      [400, 'invalid-request', 'a __proto__ key', raw('{"name":"x","__proto__":{"roles":["operator"]}}')],
      [400, 'invalid-request', 'a constructor key', raw('{"constructor":{"prototype":{}}}')],
      [400, 'invalid-request', 'a list instead of an object', raw('[]')],
      [413, 'too-large', 'two mebibytes', raw(JSON.stringify({ name: 'x'.repeat(2 * 1024 * 1024) }))],
      [415, 'unsupported-media-type', 'a form', raw('name=x', 'application/x-www-form-urlencoded')],
      [
        400,
        'clock-not-driven',
        'a given now',
        units({ ...valid, headers: { 'civitas-now': '2021-01-01T00:00:00Z' } }),
      ],
      [
        412,
        'nothing-to-match',
        'a revision of what does not exist yet',
        units({ key: 'fresh', body: unitBody, headers: { 'if-match': '"7"' } }),
      ],
      [404, 'route-not-found', 'an unknown path', () => post('/v1/nothing', valid)],
      [405, 'method-not-allowed', 'an unknown method', () => front.server().request('DELETE', '/v1/units')],
      [400, 'malformed-cursor', 'a cursor of our own making', () => get('/v1/audit/events?cursor=xyz')],
      [
        400,
        'malformed-min-position',
        'a position that is none',
        () => get('/v1/units', { headers: { 'min-position': '7' } }),
      ],
      [
        409,
        'foreign-position',
        'a position of another store',
        () => get('/v1/units', { headers: { 'min-position': '00000000-0000-4000-8000-000000000000.7' } }),
      ],
      [400, 'malformed-request', 'a path that is no UTF-8', () => get('/v1/units/%ff')],
    ];
    it.each(cases)('%i %s: %s', async (status, code, _, ask) => {
      const before = await front.server().head();
      const answered = await ask();
      expect(answered).toMatchObject({
        status,
        body: {
          type: `/problems/${code}`,
          status,
          code,
          messages: { zh: expect.any(String) as string, en: expect.any(String) as string },
          correlationId: expect.any(String) as string,
        },
      });
      expect(answered.headers.get('content-type')).toMatch(/^application\/problem\+json/);
      expect(await front.server().head()).toBe(before);
    });

    it('the fields that are wrong, each by its pointer, in the wanted language', async () => {
      const body = { name: '13800138000', jurisdiction: CITY, kind: 'castle', headCount: 1.5, extra: true };
      const { body: problem } = await post('/v1/units', {
        key: 'fields',
        body,
        headers: { 'accept-language': 'en' },
      });
      const { errors } = problem as { errors: { pointer: string; code: string; detail: string }[] };
      expect(errors.map(({ pointer, code }) => `${pointer} ${code}`).sort()).toEqual([
        '/extra unknown-field',
        '/headCount count',
        '/kind one-of',
        '/name personal-number',
      ]);
      expect(errors.find(({ pointer }) => pointer === '/headCount')?.detail).toBe('must be a whole number');
    });

    it('422 for a key that was used with another body', async () => {
      await register('twice', '/v1/units', unitBody);
      const before = await front.server().head();
      expect(codeOf(await post('/v1/units', { key: 'twice', body: { ...unitBody, name: '另一单位' } }))).toBe(
        'idempotency-key-reused',
      );
      expect(await front.server().head()).toBe(before);
    });

    it('409 for a position that is not reached within two seconds, saying how far it is', async () => {
      const { position } = await register('far', '/v1/units', unitBody);
      const answered = await get('/v1/units', { headers: { 'min-position': `${position}000` } });
      expect(answered).toMatchObject({
        status: 409,
        body: { code: 'position-not-reached', details: { wanted: `${position}000` } },
      });
    });

    it('431 for headers beyond all measure', async () => {
      expect((await get('/health/live', { headers: { 'x-long': 'x'.repeat(20_000) } })).status).toBe(431);
    });
  });
}
