import { CITY, codeOf, ELSEWHERE, type FrontDesk, type ReceiptBody, unitBody } from './front-desk.js';

export function writing(front: FrontDesk): void {
  const { post, get, register } = front;
  describe('a write', () => {
    it('answers its receipt, and the same receipt for the same key and body, also when the state has moved on and after a restart', async () => {
      const first = await post('/v1/units', { key: 'once', body: unitBody });
      const { id, stream } = first.body as ReceiptBody;
      expect(first).toMatchObject({
        status: 201,
        body: { revision: 0, events: [{ type: 'UnitRegistered' }] },
      });
      expect(first.headers.get('etag')).toBe('"0"');
      expect(
        await post(`/v1/units/${id}/dissolve`, {
          key: 'end',
          body: { dissolvedOn: '2021-06-30', reason: '补录' },
        }),
      ).toMatchObject({
        status: 200,
        body: { stream, revision: 1 },
      });
      const head = await front.server().head();
      const again = await post('/v1/units', {
        key: 'once',
        body: { kind: 'organ', jurisdiction: CITY, name: '某单位' },
      });
      expect([again.status, again.body]).toEqual([first.status, first.body]);
      await front.server().restart();
      const afterRestart = await post('/v1/units', { key: 'once', body: unitBody });
      expect([afterRestart.status, afterRestart.body]).toEqual([first.status, first.body]);
      expect(await front.server().head()).toBe(head);
    });

    it('with a key that another body has is refused, also where the body says which stream it writes to', async () => {
      const cases = [
        ['/v1/jurisdictions', { code: '159200', name: '某市', level: 'city' }, { code: '159300' }],
        [
          '/v1/policies/documents',
          { jurisdiction: CITY, effectiveFrom: '2021-01-01', rules: { issuerCode: '某文明', gapless: true } },
          { jurisdiction: ELSEWHERE },
        ],
      ] as const;
      for (const [path, body, change] of cases) {
        const key = `same ${path}`.replaceAll(/[ /]/g, '-');
        const first = await post(path, { key, body });
        expect(first.status).toBeLessThan(300);
        const other = await post(path, { key, body: { ...body, ...change } });
        expect([path, other.status, codeOf(other)]).toEqual([path, 422, 'idempotency-key-reused']);
        expect((await post(path, { key, body })).body).toEqual(first.body);
      }
    });

    it('is read by whoever waits for its position', async () => {
      const { id, position } = await register('read-own', '/v1/units', unitBody);
      const read = await get(`/v1/units/${id}`, { headers: { 'min-position': position } });
      expect(read).toMatchObject({ status: 200, body: { name: unitBody.name } });
      expect(read.headers.get('etag')).toBe('"0"');
    });

    it('carries its correlation id into the ledger and back', async () => {
      const answered = await post('/v1/units', {
        key: 'correlated',
        body: unitBody,
        headers: { 'x-correlation-id': 'paper-7' },
      });
      expect(answered.headers.get('x-correlation-id')).toBe('paper-7');
      const { stream } = answered.body as ReceiptBody;
      const { body } = await get(`/v1/audit/events?stream=${stream}`);
      expect(body).toMatchObject({
        items: [
          {
            revision: 0,
            metadata: { correlationId: 'paper-7', actor: 'dev', role: 'office', schemaVersion: 1 },
          },
        ],
      });
    });
  });
}
