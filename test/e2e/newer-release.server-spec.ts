import { EventCodec } from '#platform/event-store';
import { eventually } from '#platform/testing';
import { derivedId } from '#platform/values';
import type { City } from './city.js';
import { DrivenServer } from './driven-server.js';
import { scene } from './scene.js';

jest.setTimeout(30_000);

const NOW = '2021-06-01T02:00:00.000Z';
const codec = new EventCodec([
  { UnitRenamed: { version: 1, meaning: 'It has another name.', words: '更名' } },
]);

let driven: DrivenServer;
let city: City;
let school: string;
beforeAll(async () => {
  driven = await DrivenServer.start('2021-06-01T01:00:00.000Z');
  const found = await scene(driven.server);
  city = found.city;
  school = found.school.id;
  await driven.meanwhile(async (store) => {
    const stream = `units.unit-${school}`;
    const actor = { actor: 'office-1', role: 'office', requestHash: '', correlationId: 'newer' };
    const event = codec.encode(
      derivedId('renamed'),
      { type: 'UnitRenamed', data: { unitId: school, name: '某校' } },
      { commandId: derivedId('rename'), ...actor, recordedAt: NOW },
      '2021-06-01',
    );
    await store.append(stream, 0, [event]);
  });
});
afterAll(() => driven.remove());

const ready = async () =>
  (await driven.server.request('GET', '/health/ready', { token: null })).body as {
    readonly checks: Readonly<Record<string, string>>;
  };

describe('over a ledger that a newer release wrote to', () => {
  it('readiness says of every reader what stopped it', async () => {
    const sentence = `event type UnitRenamed is not known to this build (units.unit-${school}@1)`;
    const checks = await eventually('both to have stopped', async () => {
      const found = (await ready()).checks;
      return [found['projector'], found['processes']].every((said) => said?.includes('UnitRenamed')) && found;
    });
    expect(checks['projector']).toContain(sentence);
    expect(checks['processes']).toContain(sentence);
  });

  it('rows of all before it are served, and who waits for what comes later is told why', async () => {
    const { items } = await city.office.see<{ items: readonly { unitId: string }[] }>('/v1/units');
    expect(items.map(({ unitId }) => unitId)).toContain(school);
    const { position } = await city.office.do('/v1/units', {
      name: '另一单位',
      jurisdiction: city.code,
      kind: 'organ',
    });
    const { status, body } = await city.office.ask('GET', '/v1/units', {
      headers: { 'min-position': position },
    });
    expect(status).toBe(503);
    expect(body).toMatchObject({
      code: 'projection-unavailable',
      details: { reason: expect.stringContaining('UnitRenamed') as string },
    });
  });

  it('a command on its stream is refused until the upgrade, and on others is done', async () => {
    const { status, headers, body } = await city.office.ask('POST', `/v1/units/${school}/dissolve`, {
      body: { dissolvedOn: '2021-06-01', reason: '撤并后不再存续' },
    });
    expect([status, body]).toMatchObject([503, { code: 'newer-build-needed' }]);
    expect(headers.get('retry-after')).toBe('5');
  });

  it('auditors see it as it was written', async () => {
    const { items } = await city.auditor.see<{ items: readonly object[] }>(
      '/v1/audit/events?type=UnitRenamed',
    );
    expect(items).toMatchObject([{ type: 'UnitRenamed', data: { unitId: school, name: '某校' } }]);
  });
});
