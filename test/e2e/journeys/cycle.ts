import { Desk, type GivenReceipt } from '../desk.js';
import { scene, type Scene } from '../scene.js';
import { server } from './server.js';

interface Page {
  readonly items: readonly { readonly cycleId: string }[];
  readonly cursor?: string;
}

/** Ids page by page. */
async function pages(desk: Desk, query = '', after?: GivenReceipt): Promise<readonly (readonly string[])[]> {
  const found: string[][] = [];
  let more = '';
  do {
    const { items, cursor } = await desk.see<Page>(`/v1/cycles?${query}${more}`, after);
    found.push(items.map(({ cycleId }) => cycleId));
    more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
  } while (more !== '');
  return found;
}

/** A scene with a second cycle of the city and one of each district; what was opened last. */
async function cyclesOpened(): Promise<Scene & { readonly last: GivenReceipt }> {
  const here = await scene(server);
  const { office, code, district, otherDistrict } = here.city;
  const open = (place: string, year: string): Promise<GivenReceipt> =>
    office.do('/v1/cycles', { id: `${place}-${year}`, from: `${year}-01-01`, to: `${year}-12-31` });
  await open(otherDistrict, '2021');
  await open(district, '2021');
  return { ...here, last: await open(code, '2022') };
}

describe('the list of cycles', () => {
  it('gives a unit those that cover it, page by page', async () => {
    const { city, school, last } = await cyclesOpened();
    const { code, district, otherDistrict } = city;
    const covering = [`${code}-2021`, `${code}-2022`, `${district}-2021`];
    expect(await pages(school.desk, '', last)).toEqual([covering]);
    expect(await pages(school.desk, 'limit=3')).toEqual([covering]);
    expect(await pages(school.desk, 'limit=2')).toEqual([covering.slice(0, 2), covering.slice(2)]);
    expect(await pages(school.desk, 'limit=1')).toEqual(covering.map((id) => [id]));
    expect(await pages(school.desk, `jurisdiction=${otherDistrict}`)).toEqual([covering.slice(0, 2)]);
    const { status, body } = await school.desk.ask('GET', '/v1/cycles?cursor=YWJj');
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'malformed-cursor' })]);
  });

  it('gives an office those of its jurisdiction, of all below it and those above that cover it', async () => {
    const { city, last } = await cyclesOpened();
    const { office, code, district, otherDistrict } = city;
    const token = { actor: 'district-office', roles: ['office'], jurisdiction: otherDistrict } as const;
    const below = new Desk(server, await server.tokenFor(token));
    const above = [`${code}-2021`, `${code}-2022`];
    const own = `${otherDistrict}-2021`;
    expect(await pages(office, '', last)).toEqual([[...above, `${district}-2021`, own]]);
    expect(await pages(office, 'limit=3')).toEqual([[...above, `${district}-2021`], [own]]);
    expect(await pages(office, `jurisdiction=${otherDistrict}`)).toEqual([[...above, own]]);
    expect(await pages(below)).toEqual([[...above, own]]);
    expect(await pages(below, 'limit=2')).toEqual([above, [own]]);
    expect(await pages(below, 'limit=1')).toEqual([...above, own].map((id) => [id]));
    for (const other of [code, district])
      expect(await below.ask('GET', `/v1/cycles?jurisdiction=${other}`)).toMatchObject({
        status: 403,
        body: { code: 'outside-jurisdiction' },
      });
    const { status, body } = await below.ask('GET', '/v1/cycles?cursor=YWJj');
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'malformed-cursor' })]);
  });
});
