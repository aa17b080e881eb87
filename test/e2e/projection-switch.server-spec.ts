import { eventually, type StartedServer, startServer } from '#platform/testing';
import type { City } from './city.js';
import { Desk } from './desk.js';
import { scene } from './scene.js';

jest.setTimeout(30_000);

const NAME = 'criticism-list';

interface Shown {
  readonly name: string;
  readonly generation: number;
  readonly rebuilding?: object;
  readonly lastSwitch?: object;
  readonly kept?: object;
}

let server: StartedServer;
let operator: Desk;
let city: City;
beforeAll(async () => {
  server = await startServer();
  operator = new Desk(server, await server.tokenFor({ actor: 'operator-1', roles: ['operator'] }));
  ({ city } = await scene(server));
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const projection = async (): Promise<Shown> => {
  const { items } = await operator.see<{ items: readonly Shown[] }>('/v1/projections');
  return items.find(({ name }) => name === NAME) as Shown;
};
const generation = (wanted: number): Promise<Shown> =>
  eventually(`generation ${wanted}`, async () => {
    const shown = await projection();
    return shown.generation === wanted && !shown.rebuilding && shown;
  });

describe('a rebuilt projection', () => {
  it('cannot be rolled back before it was rebuilt', async () => {
    expect(await operator.refused(`/v1/projections/${NAME}/roll-back`, { reason: '行有误' })).toBe(
      '409 nothing-kept',
    );
    expect(await operator.refused('/v1/projections/no-such/roll-back', { reason: '行有误' })).toBe(
      '404 not-found',
    );
    expect(await operator.refused(`/v1/projections/${NAME}/roll-back`, {})).toBe('400 invalid-request');
    expect(await city.office.refused(`/v1/projections/${NAME}/roll-back`, { reason: '行有误' })).toBe(
      '403 role-not-allowed',
    );
  });

  it('shows what the switch changed, and that the rows of before are kept', async () => {
    const rebuild = () =>
      operator.ask('POST', `/v1/projections/${NAME}/rebuild`, { body: {}, key: 'rows-in-doubt' });
    expect((await rebuild()).status).toBe(202);
    await generation(2);
    expect((await rebuild()).status).toBe(202);
    const { items } = await city.auditor.see<{ items: readonly unknown[] }>(
      `/v1/audit/events?stream=projections.${NAME}`,
    );
    expect(items).toMatchObject([
      {
        type: 'ProjectionRebuildRequested',
        data: { generation: 1 },
        metadata: { actor: 'operator-1', role: 'operator' },
      },
    ]);
    expect(await generation(2)).toMatchObject({
      lastSwitch: { fromVersion: 2, toVersion: 2, rows: 2, changed: 0, added: 0, removed: 0, finding: null },
      kept: { generation: 1 },
    });
  });

  it('serves the rows of before again, caught up, when an operator says so', async () => {
    await operator.do(`/v1/projections/${NAME}/roll-back`, { reason: '先用旧行' });
    expect(await generation(1)).toMatchObject({ kept: { generation: 2 } });
    const receipt = await city.office.do('/v1/units', {
      name: '另一单位',
      jurisdiction: city.code,
      kind: 'organ',
    });
    await city.office.see('/v1/criticisms', receipt);
    expect(await projection()).toMatchObject({ generation: 1, state: 'active', reason: null });
  });
});
