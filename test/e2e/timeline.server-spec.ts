import { type StartedServer, startServer } from '#platform/testing';
import { bodies } from './bad-input/bodies.js';
import { Desk } from './desk.js';
import { at, file, report, scene, verification } from './scene.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

interface Line {
  readonly on: string;
  readonly kind: string;
  readonly words: { readonly zh: string; readonly en: string };
  readonly source: string;
  readonly afterDissolution?: true;
}
interface Page {
  readonly items: readonly Line[];
  readonly cursor?: string;
}

/** A city whose school was awarded a star, took part in an activity, and was criticised. */
async function busyScene() {
  const { city, school, station } = await scene(server);
  const { office } = city;
  await office.do(`/v1/titles/${school.id}/district/award`, {
    star: 1,
    cycle: `${city.code}-2021`,
    decision: { ...bodies.award().decision, effectiveOn: '2021-01-28' },
  });
  const { id } = await office.do('/v1/activities', bodies.activity({ school }));
  await office.do(`/v1/activities/${id}/close`, bodies.closing({ school, station }));
  const notice = await file(city, [
    [school, 2],
    [station, 1],
  ]);
  const issue = { documentNumber: '示文明〔2021〕6号', issuedOn: '2021-05-21', reason: '补录' };
  const last = await office.do(at(notice, 'issue'), issue);
  return { city, school, station, notice, last };
}

describe('the timeline of a unit', () => {
  it('tells its history in words, newest first and page by page', async () => {
    const { city, school, notice, last } = await busyScene();
    const path = `/v1/units/${school.id}/timeline`;
    const { items } = await city.office.see<Page>(path, last);
    expect(items.map(({ kind }) => kind)).toEqual(['registered', 'criticised', 'organised', 'awarded']);
    expect(items[1]).toMatchObject({
      on: '2021-05-21',
      words: {
        zh: '被通报批评，2人次（示文明〔2021〕6号）',
        en: 'Criticised, 2 person-times (示文明〔2021〕6号)',
      },
      source: `/v1/notices/${notice.id}`,
    });
    expect(items.some(({ afterDissolution }) => afterDissolution)).toBe(false);

    const paged: Line[] = [];
    let cursor = '';
    do {
      const page = await city.office.see<Page>(`${path}?limit=3${cursor}`, last);
      paged.push(...page.items);
      cursor = page.cursor === undefined ? '' : `&cursor=${page.cursor}`;
    } while (cursor !== '');
    expect(paged).toEqual(items);
  });

  it('tells when it reported that it put things right, and by when it is to do so again', async () => {
    const { city, school, station, notice } = await busyScene();
    await school.desk.do(at(notice, 'rectification'), report(school, '2021-05-25'));
    const returned = await city.otherOffice.do(at(notice, 'verification'), {
      ...verification(school, '2021-05-27'),
      outcome: 'returned',
      shortcomings: '仍有缺岗',
      rectifyBy: '2021-06-10',
    });
    const linesOf = async ({ id, desk }: typeof school) =>
      (await desk.see<Page>(`/v1/units/${id}/timeline`, returned)).items;
    const source = `/v1/notices/${notice.id}`;
    const lines = await linesOf(school);
    expect(lines.filter(({ kind }) => kind === 'reported' || kind === 'returned')).toMatchObject([
      {
        on: '2021-05-27',
        kind: 'returned',
        words: {
          zh: '整改被退回，新期限2021-06-10',
          en: 'Rectification returned, to be done by 2021-06-10',
        },
        source,
      },
      {
        on: '2021-05-25',
        kind: 'reported',
        words: { zh: '已报整改情况', en: 'Rectification reported' },
        source,
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/缺岗|每日点名/);
    expect((await linesOf(station)).map(({ kind }) => kind)).not.toContain('reported');
  });

  it('flags what names the unit after it was dissolved', async () => {
    const { city, school } = await busyScene();
    const dissolved = await city.office.do(`/v1/units/${school.id}/dissolve`, {
      dissolvedOn: '2021-05-21',
      reason: '补录',
    });
    const { items } = await city.office.see<Page>(`/v1/units/${school.id}/timeline`, dissolved);
    const flagged = items.filter(({ afterDissolution }) => afterDissolution);
    expect(flagged.map(({ kind }) => kind)).toEqual(['criticised']);
  });

  it('is for the unit itself, for offices above it and for auditors', async () => {
    const { city, school, station, last } = await busyScene();
    const path = `/v1/units/${school.id}/timeline`;
    for (const desk of [school.desk, city.auditor])
      expect((await desk.see<Page>(path, last)).items).toHaveLength(4);
    const elsewhere = { actor: 'elsewhere', roles: ['office'], jurisdiction: city.otherDistrict } as const;
    const refused = async (desk: Desk, of = path) => {
      const { status, body } = await desk.ask('GET', of);
      return `${status} ${(body as { code?: string }).code ?? ''}`;
    };
    expect(await refused(station.desk)).toBe('403 another-unit');
    expect(await refused(new Desk(server, await server.tokenFor(elsewhere)))).toBe(
      '403 outside-jurisdiction',
    );
    const nobody = `/v1/units/${school.id.replace(/^.{8}/, '00000000')}/timeline`;
    expect(await refused(city.office, nobody)).toBe('404 unit-not-found');
    expect(await refused(city.office, `${path}?cursor=YWJj`)).toBe('400 malformed-cursor');
  });
});
