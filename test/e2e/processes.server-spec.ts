import { documentsDefinition } from '#contexts/documents/definition';
import { EventCodec, type EventStore } from '#platform/event-store';
import { eventually } from '#platform/testing';
import { derivedId } from '#platform/values';
import type { City } from './city.js';
import { Desk } from './desk.js';
import { DrivenServer, now } from './driven-server.js';
import { at, file, scene } from './scene.js';

const codec = new EventCodec([documentsDefinition.events]);

// Servers are stopped and started in between.
jest.setTimeout(30_000);

let driven: DrivenServer;
let operator: Desk;
beforeAll(async () => {
  driven = await DrivenServer.start('2021-06-01T01:00:00.000Z');
  const { server } = driven;
  operator = new Desk(server, await server.tokenFor({ actor: 'operator-1', roles: ['operator'] }));
});
afterAll(() => driven.remove());

/** Reserves a number as a request does whose server dies before the paper is written. */
async function reserve(
  store: EventStore,
  { code }: City,
  documentId: string,
  recordedAt: string,
  register = code,
): Promise<void> {
  const [issuerCode, year, sequence] = ['示文明', 2021, 1];
  const documentNumber = `${issuerCode}〔${year}〕${sequence}号`;
  const data = {
    jurisdiction: code,
    issuerCode,
    year,
    sequence,
    documentNumber,
    text: documentNumber,
    documentId,
  };
  const stream = `documents.register-${register}.${issuerCode}.${year}`;
  const actor = { actor: 'office-1', role: 'office', requestHash: '', correlationId: 'cut-off' };
  const metadata = { commandId: derivedId('cut-off', documentId), ...actor, recordedAt };
  const event = { type: 'DocumentNumberReserved', data };
  await store.append(stream, 'none', [codec.encode(derivedId(stream), event, metadata, '2021-06-01')]);
}

interface State {
  readonly name: string;
  readonly state: string;
  readonly outbox: { readonly open: number; readonly parked: number };
  readonly timers: { readonly pending: number; readonly nextDueAt: string | null };
  readonly parked: readonly { readonly id: string; readonly reason: string }[];
}

const unusedNumbers = async (): Promise<State> => {
  const { items } = await operator.see<{ items: readonly State[] }>('/v1/processes');
  return items.find(({ name }) => name === 'unused-numbers') as State;
};

const ready = async () =>
  (await driven.server.request('GET', '/health/ready', { token: null })).body as {
    readonly degraded: boolean;
    readonly checks: Readonly<Record<string, string>>;
  };

describe('a document number', () => {
  it('that a crash left unused is voided, and the notice gets another', async () => {
    const { city, school } = await scene(driven.server);
    const notice = await file(city, [[school, 1]]);
    await driven.meanwhile((store) => reserve(store, city, notice.id, '2021-06-02T01:00:00.000Z'));
    await driven.advance('2021-06-02T01:14:59.000Z');
    expect(await unusedNumbers()).toMatchObject({
      timers: { pending: 1, nextDueAt: '2021-06-02T01:15:00.000Z' },
    });
    await driven.advance('2021-06-02T01:15:00.000Z');
    const { items } = await city.auditor.see<{ items: readonly object[] }>(
      `/v1/audit/events?type=DocumentNumberVoided`,
    );
    expect(items).toMatchObject([
      {
        data: { documentNumber: '示文明〔2021〕1号', documentId: notice.id },
        metadata: {
          actor: 'process:unused-numbers',
          correlationId: 'cut-off',
          reason: expect.stringContaining('未使用') as string,
        },
      },
    ]);
    const issued = await city.office.do(at(notice, 'issue'), { issuedOn: '2021-06-02' });
    expect(await city.office.see(`/v1/notices/${notice.id}`, issued)).toMatchObject({
      documentNumber: '示文明〔2021〕2号',
    });
  });

  it('that a crash left unused is the notice’s that comes back for it, and never voided', async () => {
    const { city, school } = await scene(driven.server);
    const notice = await file(city, [[school, 1]]);
    await driven.meanwhile((store) => reserve(store, city, notice.id, '2021-06-02T03:00:00.000Z'));
    const justInTime = now('2021-06-02T03:14:59.999Z');
    const issued = await city.office.do(at(notice, 'issue'), { issuedOn: '2021-06-02' }, justInTime);
    for (const dueAt of ['2021-06-02T03:15:00.000Z', '2021-06-02T03:30:00.000Z']) await driven.advance(dueAt);
    expect(await city.office.see(`/v1/notices/${notice.id}`, issued)).toMatchObject({
      documentNumber: '示文明〔2021〕1号',
    });
    const { items } = await city.auditor.see<{ items: readonly { type: string }[] }>(
      `/v1/audit/events?stream=${encodeURIComponent(`documents.register-${city.code}.示文明.2021`)}`,
    );
    expect(items.map(({ type }) => type)).toEqual(['DocumentNumberReserved', 'DocumentNumberKept']);
  });

  it('of a draft that is withdrawn before it bears it is voided', async () => {
    const { city, school } = await scene(driven.server);
    const notice = await file(city, [[school, 1]]);
    await driven.meanwhile((store) => reserve(store, city, notice.id, '2021-06-02T05:00:00.000Z'));
    const inBetween = now('2021-06-02T05:05:00.000Z');
    const withdrawal = { withdrawnOn: '2021-06-02', reason: '误拟' };
    await city.office.do(at(notice, 'withdraw-draft'), withdrawal, inBetween);
    const issue = { issuedOn: '2021-06-02' };
    expect(await city.office.refused(at(notice, 'issue'), issue, inBetween)).toBe('409 notice-withdrawn');
    await driven.advance('2021-06-02T05:15:00.000Z');
    const register = encodeURIComponent(`documents.register-${city.code}.示文明.2021`);
    const types = await eventually('its number to be voided', async () => {
      const { items } = await city.auditor.see<{ items: readonly { type: string }[] }>(
        `/v1/audit/events?stream=${register}`,
      );
      return items.length > 1 && items.map(({ type }) => type);
    });
    expect(types).toEqual(['DocumentNumberReserved', 'DocumentNumberVoided']);
  });

  it('that is used is never voided', async () => {
    const { city, school } = await scene(driven.server);
    const notice = await file(city, [[school, 1]]);
    await city.office.do(at(notice, 'issue'), { issuedOn: '2021-06-03' }, now('2021-06-03T01:00:00.000Z'));
    await driven.advance('2021-06-03T02:00:00.000Z');
    const { items } = await city.auditor.see<{ items: readonly object[] }>(
      `/v1/audit/events?stream=${encodeURIComponent(`documents.register-${city.code}.示文明.2021`)}`,
    );
    expect(items).toHaveLength(1);
  });
});

describe('a command that is refused', () => {
  it('is shown and degrades readiness until somebody gives it up, for a reason', async () => {
    const { city, school } = await scene(driven.server);
    const notice = await file(city, [[school, 1]]);
    await driven.meanwhile((store) =>
      reserve(store, city, notice.id, '2021-06-04T01:00:00.000Z', city.district),
    );
    await driven.advance('2021-06-04T02:00:00.000Z');
    const shown = await eventually('it to be shown', async () => {
      const state = await unusedNumbers();
      return state.outbox.parked === 1 && state;
    });
    const [{ id, reason } = { id: '', reason: '' }] = shown.parked;
    expect(reason).toBe('document-number-not-reserved');
    expect(await ready()).toMatchObject({
      ready: true,
      degraded: true,
      checks: {
        processes: 'ok',
        'process-outbox': 'unused-numbers has 1 refused commands, the first for document-number-not-reserved',
      },
    });
    const { body } = await driven.server.request('GET', '/metrics', { token: null });
    expect(body).toContain('civitas_process_outbox_parked{process="unused-numbers"} 1');
    expect(body).toContain('civitas_process_timers_pending{process="rectification-deadline"} 0');

    const path = `/v1/processes/unused-numbers/outbox/${id}`;
    expect(await city.office.refused(`${path}/skip`, { reason: '误记' })).toBe('403 role-not-allowed');
    expect(await operator.refused(`${path}/skip`, {})).toBe('400 invalid-request');
    const unknown = `/v1/processes/unused-numbers/outbox/${derivedId('nothing')}`;
    expect(await operator.refused(`${unknown}/retry`, {})).toBe('404 not-found');

    const retried = await operator.do(`${path}/retry`, {});
    expect(retried.events).toMatchObject([{ type: 'ProcessCommandRetried' }]);
    const skipped = await eventually('it to be refused again, and given up', async () => {
      const answer = await operator.ask('POST', `${path}/skip`, { body: { reason: '登记有误' } });
      return answer.status === 200 && (answer.body as { stream: string });
    });
    await eventually('it to be gone', async () => (await unusedNumbers()).outbox.parked === 0);
    expect(await ready()).toMatchObject({ degraded: false });
    const { items } = await city.auditor.see<{ items: readonly object[] }>(
      `/v1/audit/events?stream=${skipped.stream}`,
    );
    expect(items).toMatchObject([
      { type: 'ProcessCommandRetried' },
      {
        type: 'ProcessCommandSkipped',
        data: { process: 'unused-numbers', commandId: id },
        metadata: { actor: 'operator-1', role: 'operator', reason: '登记有误' },
      },
    ]);
  });

  it('is not what a whole process waits for: only one that stands still is retried', async () => {
    const path = (process: string): string => `/v1/processes/${process}/retry`;
    expect(await operator.refused(path('unused-numbers'), {})).toBe('409 process-not-parked');
    expect(await operator.refused(path('unknown'), {})).toBe('404 not-found');
  });

  it('is for operators and auditors to see', async () => {
    const { city } = await scene(driven.server);
    expect((await city.auditor.ask('GET', '/v1/processes')).status).toBe(200);
    expect((await city.office.ask('GET', '/v1/processes')).status).toBe(403);
  });
});
