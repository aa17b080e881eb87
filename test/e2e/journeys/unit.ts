import type { Desk, GivenReceipt } from '../desk.js';
import { scene } from '../scene.js';
import { server } from './server.js';

const names = async (desk: Desk, query: string, after?: GivenReceipt): Promise<readonly string[]> =>
  (await desk.see<{ items: readonly { name: string }[] }>(`/v1/units?${query}`, after)).items
    .map(({ name }) => name)
    .toSorted();

describe('a unit', () => {
  it('is registered with its code and head-count, and read with the revision for the next If-Match', async () => {
    const { city } = await scene(server);
    const body = {
      name: '示例机关',
      jurisdiction: city.district,
      kind: 'organ',
      system: '政法系统',
      creditCode: '91110000MA0000002X',
      headCount: 120,
    };
    const registered = await city.office.do('/v1/units', body);
    const headers = { 'min-position': registered.position };
    const answer = await city.office.ask('GET', `/v1/units/${registered.id}`, { headers });
    const today = expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/);
    expect(answer.body).toEqual({ ...body, unitId: registered.id, headCount: { persons: 120, on: today } });
    expect(answer.headers.get('etag')).toBe('"0"');
    expect(await city.office.refused('/v1/units', { ...body, name: '另一机关' })).toBe(
      '409 credit-code-taken',
    );
  });

  it('is gone from the day it is dissolved, and stays on record', async () => {
    const { city, school } = await scene(server);
    const dissolve = `/v1/units/${school.id}/dissolve`;
    expect(await city.office.refused(dissolve, { dissolvedOn: '2199-01-01' })).toBe(
      '422 dissolved-in-future',
    );
    expect(await city.office.refused(dissolve, { dissolvedOn: '2021-08-31' })).toBe(
      '422 back-entry-needs-reason',
    );
    const late = { dissolvedOn: '2021-08-31', reason: '机构改革文件补录' };
    const dissolved = await city.office.do(dissolve, late);
    expect(await school.desk.see(`/v1/units/${school.id}`, dissolved)).toMatchObject({
      dissolvedOn: '2021-08-31',
      backEntry: true,
      backEntryReason: late.reason,
    });
    expect((await city.office.do(dissolve, { dissolvedOn: '2021-08-31' })).events).toEqual([]);
    expect(await city.office.refused(dissolve, { dissolvedOn: '2021-09-01' })).toBe(
      '409 unit-already-dissolved',
    );
  });
});

describe('the list of units', () => {
  it('is that of a subtree, a kind, or the unit that asks', async () => {
    const { city, school, station } = await scene(server);
    const court = { name: '示例法院', jurisdiction: city.otherDistrict, kind: 'organ' };
    const last = await city.office.do('/v1/units', court);
    expect(await names(city.office, '', last)).toEqual([school.name, '示例法院', station.name].toSorted());
    expect(await names(city.office, `jurisdiction=${city.district}`, last)).toEqual([school.name]);
    expect(await names(city.office, 'kind=organ', last)).toEqual(['示例法院']);
    expect(await names(school.desk, '', last)).toEqual([school.name]);
    expect(await names(school.desk, `jurisdiction=${city.otherDistrict}`, last)).toEqual([]);
    expect(await names(school.desk, 'kind=organ', last)).toEqual([]);
  });

  it('is that of a day: without those that are dissolved by then', async () => {
    const { city, school, station } = await scene(server);
    const dissolve = { dissolvedOn: '2021-08-31', reason: '机构改革文件补录' };
    const last = await city.office.do(`/v1/units/${school.id}/dissolve`, dissolve);
    const both = [school.name, station.name].toSorted();
    expect(await names(city.office, '', last)).toEqual(both);
    expect(await names(city.office, 'on=2021-08-30', last)).toEqual(both);
    expect(await names(city.office, 'on=2021-08-31', last)).toEqual([station.name]);
    expect(await names(city.office, `on=2021-08-31&jurisdiction=${city.district}`, last)).toEqual([]);
    expect(await names(school.desk, 'on=2021-08-30', last)).toEqual([school.name]);
    expect(await names(school.desk, 'on=2021-08-31', last)).toEqual([]);
  });
});
