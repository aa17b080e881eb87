import { randomUUID } from 'node:crypto';
import { type Answered, type StartedServer, startServer } from '#platform/testing';
import { bodies } from './bad-input/bodies.js';
import { City, type CityUnit, settled } from './city.js';
import { type DoneWrite, playStory } from './receipts/story.js';
import { EVIDENCE, NUMBERING } from './rules.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;
let city: City;
let story: readonly DoneWrite[];
let school: CityUnit;
let station: CityUnit;

beforeAll(async () => {
  server = await startServer();
  story = await playStory(await City.found(server, '990100'));
  city = await City.found(server, '990200');
  await city.adopt('documents', NUMBERING);
  await city.adopt('activities', EVIDENCE);
  school = await city.unit('示例学校');
  station = await city.unit('示例车站');
  await settled(server);
});
afterAll(() => server.stop());

const receipt = ({ status, body, headers }: Answered) => ({ status, body, etag: headers.get('etag') });

/** Sends everything again that was done: the first answers, and nothing more in the ledger. */
async function everythingAgain(): Promise<void> {
  const before = await server.head();
  for (const { what, first, again } of story)
    expect({ what, ...receipt(await again()) }).toEqual({ what, ...receipt(first) });
  expect(await server.head()).toBe(before);
}

describe('the same key and body', () => {
  it('tell of one event with its revision as ETag, 201 where something was created', () => {
    for (const { first } of story) {
      const { id, revision, events, position } = first.body as Record<string, unknown>;
      expect(receipt(first)).toMatchObject({
        status: id === undefined ? 200 : 201,
        etag: `"${String(revision)}"`,
      });
      expect(events).toEqual([{ id: expect.any(String), type: expect.any(String) }]);
      expect(position).toMatch(/^[0-9a-f-]{36}\.\d+$/);
    }
  });

  it(
    'answer the first receipt again, whatever became of units, notices and policies meanwhile',
    everythingAgain,
  );

  it('are named in a stream of their own only where the body leads to the stream', async () => {
    const { body } = await server.request('GET', '/v1/audit/events?type=RequestNamed&limit=500');
    const { items } = body as { items: readonly { data: { stream: string } }[] };
    expect(new Set(items.map(({ data }) => data.stream.split('-', 1)[0]))).toEqual(
      new Set([
        'units.jurisdiction',
        'documents.numbering',
        'titles.policy',
        'activities.policy',
        'assessment.scoring',
        'assessment.cycle',
      ]),
    );
  });

  it('answer it after a restart', async () => {
    await server.restart();
    await everythingAgain();
  });

  it('answer it after the server was killed', async () => {
    await server.kill();
    await server.restart();
    await everythingAgain();
  });

  it('are the same in any order of members and with any spaces', async () => {
    const { name, ...rest } = bodies.unit({ city });
    const key = randomUUID();
    const first = await city.office.ask('POST', '/v1/units', { key, body: { name, ...rest } });
    const before = await server.head();
    const second = await city.office.ask('POST', '/v1/units', { key, body: { ...rest, name } });
    expect(receipt(second)).toEqual(receipt(first));
    expect(await server.head()).toBe(before);
  });

  it('are another request where somebody else sends them, or to another address', async () => {
    const [one, two] = [await file(), await file()];
    const withKey = { key: randomUUID() };
    const body = bodies.rectification({ school });
    for (const [id, number] of [
      [one, 101],
      [two, 102],
    ] as const)
      await city.office.do(`/v1/notices/${id}/issue`, {
        documentNumber: `示文明〔2021〕${number}号`,
        issuedOn: '2021-05-21',
        reason: '补录',
      });
    const first = await city.office.do(`/v1/notices/${one}/rectification`, body, withKey);
    const second = await city.office.do(`/v1/notices/${two}/rectification`, body, withKey);
    expect(second.stream).not.toBe(first.stream);
    expect(await school.desk.refused(`/v1/notices/${one}/rectification`, body, withKey)).toBe(
      '409 rectification-already-reported',
    );
  });

  it('are tried anew where they were refused before', async () => {
    const id = await file();
    const withKey = { key: randomUUID() };
    const withdraw = [`/v1/notices/${id}/withdraw`, bodies.withdrawal(), withKey] as const;
    expect(await city.office.refused(...withdraw)).toBe('409 notice-not-issued');
    await city.office.do(`/v1/notices/${id}/issue`, {
      documentNumber: '示文明〔2021〕103号',
      issuedOn: '2021-05-21',
      reason: '补录',
    });
    expect((await city.office.do(...withdraw)).events).toHaveLength(1);
  });
});

type Request = readonly [path: string, body: object];
type Case = readonly [what: string, times: number, make: () => Request | Promise<Request>, events: number];

describe('the same request many times at once', () => {
  it.each<Case>([
    [
      'registers one unit',
      2,
      () => ['/v1/units', { ...bodies.unit({ city }), creditCode: '91110000MA0000001X' }],
      2,
    ],
    ['files one notice', 8, () => ['/v1/notices', bodies.notice({ city, school, station })], 1],
    ['registers one activity', 8, () => ['/v1/activities', bodies.activity({ school })], 1],
    [
      'issues under one number',
      8,
      async () => [`/v1/notices/${await file()}/issue`, { issuedOn: '2021-05-21', reason: '补录' }],
      2,
    ],
  ])('%s', async (_, times, make, events) => {
    const [path, body] = await make();
    const before = await server.head();
    const key = randomUUID();
    const answers = await atOnce(times, () => city.office.ask('POST', path, { key, body }));
    for (const answer of answers) expect(receipt(answer)).toEqual(receipt(answers[0] as Answered));
    expect(answers[0]?.status).toBeLessThan(202);
    expect(await server.head()).toBe(before + events);
  });
});

describe('one document number that twenty notices want at once', () => {
  it('is given to one', async () => {
    const notices = await Promise.all(Array.from({ length: 20 }, file));
    const body = { documentNumber: '示文明〔2021〕200号', issuedOn: '2021-05-21', reason: '补录' };
    const before = await server.head();
    const answers = await Promise.all(
      notices.map((id) => city.office.ask('POST', `/v1/notices/${id}/issue`, { body, key: randomUUID() })),
    );
    const told = answers.map(
      ({ status, body: said }) => `${status} ${(said as { code?: string }).code ?? ''}`,
    );
    expect(told.toSorted()).toEqual([
      '200 ',
      ...Array.from({ length: 19 }, () => '409 document-number-taken'),
    ]);
    expect(await server.head()).toBe(before + 2);
  });
});

describe('the next number that twenty notices want at once', () => {
  it('is another one for each, without a gap, when those that lost the race come again with their keys', async () => {
    const fresh = await City.found(server, '990300');
    await fresh.adopt('documents', { ...NUMBERING, gapless: true });
    const unit = await fresh.unit('示例学校');
    const body = bodies.notice({ city: fresh, school: unit, station: await fresh.unit('示例车站') });
    const notices = await atOnce(20, async () => (await fresh.office.do('/v1/notices', body)).id);
    let waiting: readonly string[] = notices;
    for (let round = 0; waiting.length > 0 && round < 20; round++) {
      const answers = await Promise.all(waiting.map((id) => issueNext(fresh, id)));
      waiting = waiting.filter((_, index) => answers[index] !== 200);
      expect(answers.filter((status) => status !== 200 && status !== 409)).toEqual([]);
    }
    await settled(server);
    const numbers = await Promise.all(
      notices.map(
        async (id) =>
          (await fresh.office.see<{ documentNumber: string }>(`/v1/notices/${id}`)).documentNumber,
      ),
    );
    const expected = Array.from({ length: 20 }, (_, index) => `示文明〔2021〕${index + 1}号`);
    expect(numbers.toSorted()).toEqual(expected.toSorted());
  });
});

async function issueNext(at: City, id: string): Promise<number> {
  const options = { body: { issuedOn: '2021-05-21', reason: '补录' }, key: `next-${id}` };
  return (await at.office.ask('POST', `/v1/notices/${id}/issue`, options)).status;
}

async function file(): Promise<string> {
  return (await city.office.do('/v1/notices', bodies.notice({ city, school, station }))).id;
}

const atOnce = <T>(times: number, act: () => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: times }, act));
