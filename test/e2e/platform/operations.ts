import type { FrontDesk } from './front-desk.js';

export function operations(front: FrontDesk): void {
  const { post, get } = front;
  describe('the operations', () => {
    it('are public: live, ready, measured and documented', async () => {
      expect(await get('/health/live', { token: null })).toMatchObject({
        status: 200,
        body: { status: 'live' },
      });
      expect((await get('/metrics', { token: null })).body).toContain('civitas_http_request_seconds_bucket');
      expect((await get('/docs', { token: null })).body).toContain('swagger');
      const { body } = await get('/openapi.json', { token: null });
      expect(body).toMatchObject({
        openapi: '3.1.0',
        paths: {
          '/v1/units': {
            post: {
              security: [{ bearer: [] }],
              parameters: expect.arrayContaining([
                expect.objectContaining({ name: 'Idempotency-Key', required: true }),
              ]) as unknown,
            },
          },
        },
        components: {
          schemas: {
            ProblemDocumentSchema: {},
            RegisterUnitBody: { required: ['name', 'jurisdiction', 'kind'] },
          },
        },
      });
    });

    it('say how every projection stands, and rebuild one that exists', async () => {
      const { body } = await get('/v1/projections');
      const [first] = (body as { items: { name: string }[] }).items;
      expect(first).toMatchObject({ state: 'active', reason: null });
      const rebuilt = (name = '') => post(`/v1/projections/${name}/rebuild`, { key: 'anew' });
      expect((await rebuilt(first?.name)).status).toBe(202);
      expect((await rebuilt('no-such')).status).toBe(404);
    });
  });

  describe('a problem', () => {
    it('is explained where its type leads', async () => {
      const { body } = await get('/v1/nothing', { token: null });
      const { type, messages, status } = body as { type: string; messages: object; status: number };
      expect((await get(type, { token: null })).body).toEqual({
        code: 'route-not-found',
        status,
        ...messages,
      });
      expect((await get('/problems/no-such', { token: null })).status).toBe(404);
    });
  });
}
