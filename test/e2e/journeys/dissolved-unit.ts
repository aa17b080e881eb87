import { close, outcomes, register } from '../activities.js';
import { type City, type CityUnit, settled } from '../city.js';
import { at, criticism, file, scene } from '../scene.js';
import { server } from './server.js';

/** On that day the unit is gone; whatever is sent next is checked against it. */
async function dissolve({ office }: City, { id }: CityUnit, dissolvedOn: string): Promise<void> {
  await office.do(`/v1/units/${id}/dissolve`, { dissolvedOn, reason: '机构改革文件补录' });
  await settled(server);
}

/** What is refused for a unit that is gone, the field to blame, and that nothing was written. */
async function refusedFor({ id }: CityUnit, { office }: City, path: string, body: object, pointer: string) {
  const before = await server.head();
  expect(await office.ask('POST', path, { body })).toMatchObject({
    status: 422,
    body: { code: 'dissolved-unit', details: { unitId: id, pointer } },
  });
  expect(await server.head()).toBe(before);
}

describe('a dissolved unit', () => {
  it('is named in no notice issued on or after its day, and no number is spent on one', async () => {
    const { city, school, station } = await scene(server);
    const notice = await file(city, [
      [school, 2],
      [station, 1],
    ]);
    await dissolve(city, station, '2021-05-22');
    const issue = (issuedOn: string) => ({ issuedOn, reason: '补录' });
    for (const day of ['2021-05-22', '2021-05-24'])
      await refusedFor(station, city, at(notice, 'issue'), issue(day), '/issuedOn');

    const issued = await city.office.do(at(notice, 'issue'), issue('2021-05-21'));
    expect(await city.office.see(`/v1/notices/${notice.id}`, issued)).toMatchObject({
      status: 'issued',
      documentNumber: '示文明〔2021〕1号',
    });
  });

  it('is named for a period that it saw end, however late that is entered', async () => {
    const { city, school } = await scene(server);
    await dissolve(city, school, '2021-05-22');
    const { id } = await file(city, [[school, 2]]);
    await city.office.do(at({ id }, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });

    const of = (to: string) => ({
      ...criticism(city, [[school, 1]], []),
      period: { from: '2021-05-01', to },
    });
    await refusedFor(school, city, '/v1/notices', of('2021-05-22'), '/entries/0/unitId');
    expect((await city.office.do('/v1/notices', of('2021-05-21'))).events).toHaveLength(1);
  });

  it('organised nothing that began on or after its day, whoever took part', async () => {
    const { city, school, station } = await scene(server);
    const activity = await register(city.office, school);
    await dissolve(city, school, '2021-03-06');
    const held = (occurredFrom: string) => ({
      ...outcomes([[station, 5]]),
      occurredFrom,
      occurredTo: '2021-03-07',
    });
    const path = `/v1/activities/${activity.id}/close`;
    await refusedFor(school, city, path, held('2021-03-06'), '/occurredFrom');
    expect((await close(city.office, activity, held('2021-03-05'))).events).toHaveLength(1);
  });
});
