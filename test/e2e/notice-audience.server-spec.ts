import { type StartedServer, startServer } from '#platform/testing';
import type { City, CityUnit } from './city.js';
import { Desk, type GivenReceipt } from './desk.js';
import { at, draftWithdrawal, file, report, scene, type Scene } from './scene.js';
import { settled } from './city.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;
let here: Scene;
/** Of the school's system, and of another; a unit of the next city. */
let colleague: CityUnit;
let bystander: CityUnit;
let stranger: CityUnit;
let pupil: CityUnit;

beforeAll(async () => {
  server = await startServer();
  here = await scene(server);
  pupil = await inSystem(here.city, '示例小学', '教育');
  colleague = await inSystem(here.city, '示例中学', '教育');
  bystander = await inSystem(here.city, '示例医院', '卫生');
  stranger = await inSystem((await scene(server)).city, '外地学校', '教育');
  await settled(server);
});
afterAll(() => server.stop());

async function inSystem(city: City, name: string, system: string): Promise<CityUnit> {
  const body = { name, jurisdiction: city.district, kind: 'school', system };
  const { id } = await city.office.do('/v1/units', body);
  const token = await server.tokenFor({ actor: `clerk-${id}`, roles: ['unit'], unit: id });
  return { id, name, desk: new Desk(server, token) };
}

interface Notice {
  readonly noticeId: string;
  readonly status: string;
  readonly entries: readonly { readonly unitName: string }[];
  readonly rectifications: Readonly<Record<string, object>>;
}

/** The school's pupil and the station are named; issued unless it stays a draft. */
async function circulate(
  audience: string,
  issuedToo = true,
  other: CityUnit = here.station,
): Promise<GivenReceipt> {
  const { city } = here;
  const notice = await file(
    city,
    [
      [pupil, 2],
      [other, 1],
    ],
    { audience },
  );
  if (!issuedToo) return notice;
  return {
    ...(await city.office.do(at(notice, 'issue'), { issuedOn: '2021-05-21', reason: '补录' })),
    id: notice.id,
  };
}

/** Names of the units whose entries the reader is shown; a status where it is shown nothing. */
async function read({ desk }: Pick<CityUnit, 'desk'>, { id, position }: GivenReceipt): Promise<unknown> {
  const headers = { 'min-position': position };
  const { status, body } = await desk.ask('GET', `/v1/notices/${id}`, { headers });
  if (status !== 200) return status;
  return (body as Notice).entries.map(({ unitName }) => unitName);
}

async function listed({ desk }: CityUnit, { position }: GivenReceipt, filter = ''): Promise<string[]> {
  const { items } = await desk.see<{ items: readonly Notice[] }>(`/v1/notices?limit=500${filter}`, {
    position,
  });
  return items.map(({ noticeId }) => noticeId);
}

const readers = () => [pupil, colleague, bystander, stranger];
const readBy = (notice: GivenReceipt): Promise<unknown[]> =>
  Promise.all(readers().map((reader) => read(reader, notice)));
const listedBy = (notice: GivenReceipt): Promise<boolean[]> =>
  Promise.all(readers().map(async (reader) => (await listed(reader, notice)).includes(notice.id)));

describe('a notice', () => {
  it('for its units is read by each of them, its own entry alone', async () => {
    const notice = await circulate('unit');
    expect(await readBy(notice)).toEqual([['示例小学'], 404, 404, 404]);
    expect(await read(here.station, notice)).toEqual(['示例车站']);
    expect(await listedBy(notice)).toEqual([true, false, false, false]);
  });

  it('for a system is read by the units of a named unit’s system in the city', async () => {
    const notice = await circulate('system');
    expect(await readBy(notice)).toEqual([['示例小学'], ['示例小学'], 404, 404]);
    expect(await listedBy(notice)).toEqual([true, true, false, false]);
  });

  it('for the public is read by every unit of the city', async () => {
    const notice = await circulate('public');
    const whole = ['示例小学', '示例车站'];
    expect(await readBy(notice)).toEqual([whole, whole, whole, 404]);
    expect(await listedBy(notice)).toEqual([true, true, true, false]);
  });

  it('that is a draft is read by no unit', async () => {
    const draft = await circulate('public', false);
    expect(await readBy(draft)).toEqual([404, 404, 404, 404]);
    expect(await listedBy(draft)).toEqual([false, false, false, false]);
    expect(await read({ desk: here.city.office }, draft)).toEqual(['示例小学', '示例车站']);
  });

  it('is read by the offices of the districts its units stand in, each its own units, a public one whole', async () => {
    const away = await here.city.unit('示例书店', here.city.otherDistrict);
    await settled(server);
    const office = async (jurisdiction: string) => {
      const token = await server.tokenFor({
        actor: `office-${jurisdiction}`,
        roles: ['office'],
        jurisdiction,
      });
      return { desk: new Desk(server, token) };
    };
    const [district, other] = [await office(here.city.district), await office(here.city.otherDistrict)];
    const notice = await circulate('unit', true, away);
    expect([await read(district, notice), await read(other, notice)]).toEqual([['示例小学'], ['示例书店']]);
    const published = await circulate('public', true, away);
    expect(await read(other, published)).toEqual(['示例小学', '示例书店']);
    const { rectifications } = await other.desk.see<Notice>(`/v1/notices/${published.id}`);
    expect(Object.keys(rectifications)).toEqual([away.id]);
    const draft = await circulate('public', false, away);
    expect(await read(district, draft)).toBe(403);
    const { position } = await here.city.office.do(
      at(draft, 'withdraw-draft'),
      await draftWithdrawal(here.city, draft),
    );
    expect(await read(district, { ...draft, position })).toBe(403);
  });

  it('whose draft is withdrawn is read by its office and auditors, and told to no unit', async () => {
    const { city } = here;
    const draft = await circulate('public', false);
    const { position } = await city.office.do(
      at(draft, 'withdraw-draft'),
      await draftWithdrawal(city, draft),
    );
    const gone = { ...draft, position };
    expect(await readBy(gone)).toEqual([404, 404, 404, 404]);
    expect(await listedBy(gone)).toEqual([false, false, false, false]);
    for (const desk of [city.office, city.auditor])
      expect(await read({ desk }, gone)).toEqual(['示例小学', '示例车站']);

    const body = report(pupil, '2021-05-26');
    expect(await pupil.desk.refused(at(draft, 'rectification'), body)).toBe('409 notice-not-issued');
    const stale = await pupil.desk.ask('POST', at(draft, 'rectification'), {
      body,
      headers: { 'if-match': '"0"' },
    });
    expect(stale).toMatchObject({
      status: 412,
      body: { details: { current: { status: 'filed' }, since: [] } },
    });
  });

  it('that is withdrawn stays with its readers', async () => {
    const notice = await circulate('unit');
    const withdrawal = { withdrawnOn: '2021-05-22', reason: '名单有误' };
    const { position } = await here.city.office.do(at(notice, 'withdraw'), withdrawal);
    expect(await readBy({ ...notice, position })).toEqual([['示例小学'], 404, 404, 404]);
    expect(await listed(pupil, { ...notice, position }, '&status=withdrawn')).toContain(notice.id);
    expect(await listed(pupil, { ...notice, position }, '&status=issued')).not.toContain(notice.id);
  });

  it('tells a unit of its own rectification only, also when its If-Match is stale', async () => {
    const notice = await circulate('public');
    const { position } = await here.station.desk.do(
      at(notice, 'rectification'),
      report(here.station, '2021-05-25'),
    );
    const shown = await pupil.desk.see<Notice>(`/v1/notices/${notice.id}`, { position });
    expect(Object.keys(shown.rectifications)).toEqual([pupil.id]);
    const stale = await pupil.desk.ask('POST', at(notice, 'rectification'), {
      body: report(pupil, '2021-05-26'),
      headers: { 'if-match': '"1"' },
    });
    expect(stale.status).toBe(412);
    const { current, since } = (stale.body as { details: { current: Notice; since: readonly object[] } })
      .details;
    expect(Object.keys(current.rectifications)).toEqual([pupil.id]);
    expect(since).toEqual([]);
    const office = await here.city.office.ask('POST', at(notice, 'rectification'), {
      body: report(pupil, '2021-05-26'),
      headers: { 'if-match': '"1"' },
    });
    expect(office.body).toMatchObject({
      details: { since: [{ type: 'RectificationReported', revision: 2 }] },
    });
  });

  it('comes page by page, each once, whichever way it reaches the unit', async () => {
    const last = await circulate('public');
    const whole = await listed(pupil, last);
    const paged: string[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? '' : `&cursor=${cursor}`;
      const page = await pupil.desk.see<{ items: readonly Notice[]; cursor?: string }>(
        `/v1/notices?limit=2${more}`,
      );
      paged.push(...page.items.map(({ noticeId }) => noticeId));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(paged).toEqual(whole);
    expect(new Set(paged).size).toBe(paged.length);
    expect(paged.length).toBeGreaterThan(4);
  });
});
