import { eventually } from '#platform/testing';
import { settled } from './city.js';
import { WatchedServer } from './watched-server.js';

jest.setTimeout(60_000);

let watched: WatchedServer;
beforeAll(async () => {
  watched = await WatchedServer.start();
});
afterAll(() => watched.remove());

describe('a running server', () => {
  it('is well, and its projections are counted, while nothing is planted', async () => {
    await settled(watched.server);
    const items = await eventually('everything to be recounted', async () => {
      const states = await watched.states();
      return states.every(({ coverage, ordinal }) => coverage.verifiedTo === ordinal) && states;
    });
    for (const { coverage } of items)
      expect(coverage).toMatchObject({ wrong: false, reason: null, recounted: coverage.handled });
    await watched.isWell();
  });

  it('parks the key of an event that cannot be folded, says so, and leaves the event out when an operator wants it', async () => {
    const { server, operator, city } = watched;
    const other = await city.unit('某学校');
    const { unitId, ordinal } = await watched.registered({});
    const parked = await watched.found(
      'units',
      'the parked key',
      (status) => status.parkedKeys.length > 0 && status,
    );
    expect(parked).toMatchObject({ state: 'active', parkedKeys: [{ key: unitId, ordinal }] });
    expect((await watched.readiness()).projections).toContain(
      `units has 1 parked keys: ${unitId}, UnitRegistered at`,
    );
    const read = await server.request('GET', `/v1/units/${unitId}`);
    expect(read).toMatchObject({ status: 503, body: { code: 'projection-unavailable' } });
    expect(read.body).toMatchObject({
      details: { projection: 'units', reason: expect.stringContaining(unitId) as unknown },
    });
    await city.office.see(`/v1/units/${other.id}`);
    const list = () => server.request('GET', '/v1/units?jurisdiction=990300');
    expect((await list()).headers.get('civitas-parked-keys')).toMatch(/^units=1\b/);

    for (const { name, parkedKeys } of await watched.states())
      for (const { key, ordinal: at } of parkedKeys) {
        const skip = { key, ordinal: at, reason: '登记缺名称，按作废处理' };
        const receipt = await operator.do(`/v1/projections/${name}/skip`, skip);
        expect(receipt.stream).toBe(`projections.${name}`);
      }
    await watched.isWell();
    expect((await list()).headers.get('civitas-parked-keys')).toBeNull();
    expect((await watched.stateOf('units')).coverage).toMatchObject({ waiting: 0, skipped: 1 });
    expect((await server.request('GET', `/v1/units/${unitId}`)).status).toBe(404);
    expect(await watched.ops('verify')).toMatchObject({ code: 0 });
  });

  it('refuses decisions of others, without a reason, and about what is not parked', async () => {
    const { operator, city } = watched;
    const reason = '没有理由';
    expect(await operator.refused('/v1/projections/units/retry', {})).toBe('409 nothing-parked');
    expect(await operator.refused('/v1/projections/units/resume', {})).toBe('409 nothing-parked');
    expect(await operator.refused('/v1/projections/units/skip', { ordinal: 5, reason })).toBe(
      '409 nothing-parked',
    );
    expect(await operator.refused('/v1/projections/units/skip', { ordinal: 5 })).toBe('400 invalid-request');
    expect(await operator.refused('/v1/projections/no-such/park', { reason })).toBe('404 not-found');
    expect(await city.office.refused('/v1/projections/units/park', { reason })).toBe('403 role-not-allowed');
  });

  it('stops a projection for a reason, and goes on', async () => {
    const { server, operator } = watched;
    const asked = [
      'park',
      'units',
      '--reason',
      '核对期间停用',
      '--url',
      server.url,
      '--token',
      operator.token,
    ];
    expect(await watched.ops('projection', ...asked)).toMatchObject({ code: 0 });
    await watched.found('units', 'units to be parked', ({ state }) => state === 'parked');
    expect(await watched.readiness()).toMatchObject({ status: 200, degraded: true });
    expect((await watched.readiness()).projections).toContain('units is parked: 核对期间停用');
    expect((await server.request('GET', '/v1/units?jurisdiction=990300')).status).toBe(503);
    await operator.do('/v1/projections/units/resume', {});
    await watched.isWell();
  });
});
