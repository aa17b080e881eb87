import { unitsDefinition } from '#contexts/units/definition';
import { EventCodec, type EventStore } from '#platform/event-store';
import { eventually } from '#platform/testing';
import { derivedId, shanghaiDate } from '#platform/values';
import { type City, type CityUnit, settled } from './city.js';
import { criticisms } from './criticisms.js';
import type { GivenReceipt } from './desk.js';
import { DrivenServer, now } from './driven-server.js';
import { at, file, report, scene, verification } from './scene.js';

// Servers are stopped and started in between.
jest.setTimeout(60_000);

/** Somebody else's, in which the notice is issued. */
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let driven: DrivenServer;
beforeAll(async () => {
  driven = await DrivenServer.start('2021-05-20T01:00:00.000Z');
});
afterAll(() => driven.remove());

interface Notice {
  readonly rectifications: Readonly<Record<string, { readonly status: string; readonly overdue?: true }>>;
}

interface Audited {
  readonly type: string;
  readonly data: object;
  readonly metadata: Readonly<Record<string, string>>;
}

interface TimelineLine {
  readonly on: string;
  readonly kind: string;
}

const codec = new EventCodec([unitsDefinition.events]);

const story = async ({ auditor }: City, { stream }: GivenReceipt): Promise<readonly Audited[]> =>
  (await auditor.see<{ items: readonly Audited[] }>(`/v1/audit/events?stream=${stream}`)).items;

const overdueStory = (city: City, notice: GivenReceipt): Promise<readonly Audited[]> =>
  eventually('it to be overdue', async () => {
    const events = await story(city, notice);
    return events.some(({ type }) => type === 'RectificationOverdue') && events;
  });

/** Something happens that late which is no notice's: a server that starts finds itself then. */
async function elsewhere(store: EventStore, { code }: City, recordedAt: string): Promise<void> {
  const data = { code: `${code.slice(0, 4)}04`, name: '示例区', level: 'district' };
  const stream = `units.jurisdiction-${data.code}`;
  const actor = { actor: 'office-1', role: 'office', requestHash: '', correlationId: 'elsewhere' };
  const metadata = { commandId: derivedId('elsewhere', data.code), ...actor, recordedAt };
  const event = { type: 'JurisdictionRegistered', data };
  await store.append(stream, 'none', [
    codec.encode(derivedId(stream), event, metadata, shanghaiDate(recordedAt)),
  ]);
}

const types = (events: readonly Audited[]): readonly string[] => events.map(({ type }) => type);

async function issued(city: City, units: readonly CityUnit[], rectifyBy: string, when: string) {
  const notice = await file(
    city,
    units.map((unit) => [unit, 1] as const),
    { rectifyBy },
  );
  const headers = { ...now(when).headers, traceparent: TRACE };
  const issue = await city.office.do(at(notice, 'issue'), { issuedOn: when.slice(0, 10) }, { headers });
  return { notice, issue };
}

describe('a rectification', () => {
  it('is overdue from the midnight after its deadline, for whoever has not reported', async () => {
    const { city, school, station } = await scene(driven.server);
    const { notice, issue } = await issued(city, [school, station], '2021-05-28', '2021-05-21T02:00:00.000Z');
    await school.desk.do(
      at(notice, 'rectification'),
      report(school, '2021-05-25'),
      now('2021-05-25T02:00:00.000Z'),
    );

    await driven.advance('2021-05-28T15:59:59.999Z');
    expect(types(await story(city, notice))).toEqual([
      'CirculationNoticeFiled',
      'CirculationNoticeIssued',
      'RectificationReported',
    ]);

    await driven.advance('2021-05-28T16:00:00.000Z');
    const events = await overdueStory(city, notice);
    const [overdue] = events.slice(3);
    expect(overdue).toMatchObject({
      type: 'RectificationOverdue',
      data: { rectifyBy: '2021-05-28', overdueFrom: '2021-05-29', unitIds: [station.id] },
      metadata: {
        actor: 'process:rectification-deadline',
        role: 'system',
        occurredOn: '2021-05-29',
        recordedAt: '2021-05-28T16:00:00.000Z',
        causationId: issue.events[0]?.id,
        correlationId: events[1]?.metadata['correlationId'],
        traceparent: TRACE,
      },
    });

    await settled(driven.server);
    const { rectifications: shown } = await city.office.see<Notice>(`/v1/notices/${notice.id}`);
    expect(shown).toMatchObject({
      [school.id]: { status: 'reported' },
      [station.id]: { status: 'open', rectifyBy: '2021-05-28', overdue: true },
    });
    expect(shown[school.id]).not.toHaveProperty('overdue');
    const lines = await city.office.see<{ items: readonly object[] }>(
      `/v1/criticisms?jurisdiction=${city.code}`,
    );
    expect(lines.items).toContainEqual(
      expect.objectContaining({ unitId: station.id, openRectifications: 1, overdueRectifications: 1 }),
    );
  });

  it('that is returned is overdue by its new deadline, and no more once it is reported', async () => {
    const { city, school } = await scene(driven.server);
    const { notice } = await issued(city, [school], '2021-06-05', '2021-05-30T02:00:00.000Z');
    const rectification = at(notice, 'rectification');
    await school.desk.do(rectification, report(school, '2021-06-01'), now('2021-06-01T02:00:00.000Z'));
    const returned = {
      ...verification(school, '2021-06-02'),
      outcome: 'returned',
      shortcomings: '仍有缺岗',
      rectifyBy: '2021-06-10',
    };
    await city.otherOffice.do(at(notice, 'verification'), returned, now('2021-06-02T02:00:00.000Z'));
    await driven.advance('2021-06-06T02:00:00.000Z');
    expect(types(await story(city, notice))).not.toContain('RectificationOverdue');
    const late = await school.desk.do(
      rectification,
      report(school, '2021-06-11'),
      now('2021-06-11T02:00:00.000Z'),
    );
    expect(types(await story(city, notice)).slice(-2)).toEqual([
      'RectificationOverdue',
      'RectificationReported',
    ]);
    const { rectifications } = await city.office.see<Notice>(`/v1/notices/${notice.id}`, late);
    expect(rectifications[school.id]).not.toHaveProperty('overdue');
  });

  it.each([
    { end: 'SIGTERM', issuedOn: '2021-06-12', rectifyBy: '2021-06-13', overdueFrom: '2021-06-14' },
    { end: 'SIGKILL', issuedOn: '2021-06-17', rectifyBy: '2021-06-18', overdueFrom: '2021-06-19' },
  ] as const)(
    'is overdue once, by the date of the paper, though the server ended by $end before midnight and came days later',
    async ({ end, issuedOn, rectifyBy, overdueFrom }) => {
      const { city, school } = await scene(driven.server);
      const { notice } = await issued(city, [school], rectifyBy, `${issuedOn}T02:00:00.000Z`);
      await (end === 'SIGKILL' ? driven.server.kill() : driven.server.stop());
      const back = `${overdueFrom.slice(0, 8)}${Number(overdueFrom.slice(8)) + 2}T01:00:00.000Z`;
      await driven.meanwhile((store) => elsewhere(store, city, back));

      const events = await overdueStory(city, notice);
      expect(types(events).slice(1)).toEqual(['CirculationNoticeIssued', 'RectificationOverdue']);
      expect(events.at(-1)).toMatchObject({
        data: { rectifyBy, overdueFrom, unitIds: [school.id] },
        metadata: { occurredOn: overdueFrom, recordedAt: back },
      });
      await settled(driven.server);
      const { items } = await city.office.see<{ items: readonly TimelineLine[] }>(
        `/v1/units/${school.id}/timeline`,
      );
      expect(items.filter(({ kind }) => kind === 'overdue')).toMatchObject([{ on: overdueFrom }]);
      const counted = { unitId: school.id, openRectifications: 1, overdueRectifications: 1 };
      expect(await criticisms(city, notice)).toMatchObject({ items: [counted] });

      const head = await driven.server.head();
      await driven.server.restart();
      await driven.advance(back.replace('T01', 'T02'));
      expect(await driven.server.head()).toBe(head);
      expect(await criticisms(city, notice)).toMatchObject({ items: [counted] });
    },
  );

  it('of a withdrawn notice is never overdue', async () => {
    const { city, school } = await scene(driven.server);
    const { notice } = await issued(city, [school], '2021-06-28', '2021-06-22T02:00:00.000Z');
    const withdrawal = { withdrawnOn: '2021-06-23', reason: '名单有误' };
    await city.office.do(at(notice, 'withdraw'), withdrawal, now('2021-06-23T02:00:00.000Z'));
    await driven.advance('2021-07-01T02:00:00.000Z');
    expect(types(await story(city, notice)).at(-1)).toBe('CirculationNoticeWithdrawn');
  });
});
