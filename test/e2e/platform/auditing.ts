import { CITY, type FrontDesk, unitBody } from './front-desk.js';

interface Entry {
  readonly ordinal: number;
  readonly metadata: { readonly actor: string };
}

export function auditing(front: FrontDesk): void {
  describe('the ledger', () => {
    const entries = async (query: string): Promise<readonly Entry[]> =>
      ((await front.get(`/v1/audit/events?limit=500&${query}`)).body as { items: readonly Entry[] }).items;

    it('is narrowed to one actor, and to what was recorded from an ordinal on', async () => {
      const token = await front
        .server()
        .tokenFor({ actor: 'clerk-7', roles: ['office'], jurisdiction: CITY });
      for (const key of ['audited-1', 'audited-2'])
        expect((await front.post('/v1/units', { key, body: unitBody, token })).status).toBe(201);
      await front.register('audited-3', '/v1/units', unitBody);
      const all = await entries('');
      const ofClerk = all.filter(({ metadata }) => metadata.actor === 'clerk-7');
      expect(ofClerk).toHaveLength(2);
      expect(await entries('actor=clerk-7')).toEqual(ofClerk);
      const from = ofClerk[1]?.ordinal;
      expect(await entries(`from=${from}`)).toEqual(all.slice(-2));
      expect(await entries(`from=${from}&actor=clerk-7`)).toEqual(ofClerk.slice(1));
      expect(await entries('actor=nobody-7')).toEqual([]);
    });
  });
}
