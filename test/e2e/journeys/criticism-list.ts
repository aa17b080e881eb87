import { type CriticismPage, criticisms, told } from '../criticisms.js';
import { at, file, scene } from '../scene.js';
import { server } from './server.js';

describe('the criticism list', () => {
  it('is that of a subtree, of days of issue, or of the unit that asks', async () => {
    const { city, school, station } = await scene(server);
    const { office } = city;
    const may = await file(city, [
      [school, 2],
      [station, 1],
    ]);
    await office.do(at(may, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    const june = await file(city, [[school, 4]]);
    const last = await office.do(at(june, 'issue'), { issuedOn: '2021-06-25', reason: '补录' });
    const list = async (query: string, desk = office): Promise<readonly string[]> =>
      told(await desk.see<CriticismPage>(`/v1/criticisms?${query}`, last));

    const both = ['示例学校 6/2/2', '示例车站 1/1/1', '2 units, 7 person-times'];
    const schoolOnly = ['示例学校 6/2/2', '1 units, 6 person-times'];
    expect(await list('')).toEqual(both);
    expect(await list(`jurisdiction=${city.district}`)).toEqual(schoolOnly);
    expect(await list(`jurisdiction=${city.otherDistrict}`)).toEqual([
      '示例车站 1/1/1',
      '1 units, 1 person-times',
    ]);
    expect(await list('', school.desk)).toEqual(schoolOnly);
    expect(await list(`jurisdiction=${city.district}`, school.desk)).toEqual(schoolOnly);
    expect(await list(`jurisdiction=${city.otherDistrict}`, school.desk)).toEqual([
      '0 units, 0 person-times',
    ]);

    const inMay = ['示例学校 2/1/1', '示例车站 1/1/1', '2 units, 3 person-times'];
    expect(await list('from=2021-05-21&to=2021-05-21')).toEqual(inMay);
    expect(await list('to=2021-06-24')).toEqual(inMay);
    expect(await list('from=2021-05-22')).toEqual(['示例学校 4/1/1', '1 units, 4 person-times']);
    expect(await list('from=2021-06-26')).toEqual(['0 units, 0 person-times']);
  });

  it('has the same totals on every page', async () => {
    const { city, school, station } = await scene(server);
    const notice = await file(city, [
      [school, 2],
      [station, 1],
    ]);
    const issued = await city.office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    const first = await criticisms(city, issued, 'limit=1');
    const second = await criticisms(city, issued, `limit=1&cursor=${first.cursor ?? ''}`);
    expect(first.totals).toEqual({ units: 2, personTimes: 3 });
    expect(second).toEqual({ items: [expect.anything()], totals: first.totals });
    expect(new Set([...first.items, ...second.items].map(({ unitId }) => unitId))).toEqual(
      new Set([school.id, station.id]),
    );
  });

  it('says what the year’s summary says', async () => {
    const { city, school, station } = await scene(server);
    const notice = await file(city, [
      [school, 2],
      [station, 1],
    ]);
    const issued = await city.office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' });
    const { items } = await city.office.see<{
      items: readonly { measure: string; value: number; source: string }[];
    }>(`/v1/summary?jurisdiction=${city.code}&year=2021&limit=500`, issued);
    const figure = (measure: string) => items.find((item) => item.measure === measure);
    expect(figure('unitsCriticised')?.value).toBe(2);
    expect(figure('personTimesCriticised')?.value).toBe(3);
    const { totals } = await city.office.see<CriticismPage>(
      figure('personTimesCriticised')?.source ?? '',
      issued,
    );
    expect(totals).toEqual({ units: 2, personTimes: 3 });
  });
});
