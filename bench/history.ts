import { type EventStore, EventCodec, openLedger } from '#platform/event-store';
import type { DomainEvent } from '#platform/event-sourcing';
import { derivedId } from '#platform/values';
import { CONTEXT_DEFINITIONS } from '../apps/projector/src/definitions.js';

const NOW = '2021-06-01T02:00:00.000Z';
const JURISDICTION = '990100';
const AT_ONCE = 256;

interface Planned {
  readonly stream: string;
  readonly events: readonly DomainEvent[];
}

/** Writes a ledger of about `size` events: units, activities registered and closed, notices filed and issued. */
export async function writeHistory(store: EventStore, size: number): Promise<void> {
  await openLedger(store, { ledgerId: derivedId('bench'), clock: 'driven' }, NOW);
  const codec = new EventCodec(CONTEXT_DEFINITIONS.map(({ events }) => events));
  const streams = planned(size);
  const writer = async (): Promise<void> => {
    for (let next = streams.next(); next.done !== true; next = streams.next())
      await append(store, codec, next.value);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, writer));
}

async function append(store: EventStore, codec: EventCodec, { stream, events }: Planned): Promise<void> {
  const commandId = derivedId(stream);
  const metadata = {
    commandId,
    requestHash: '0'.repeat(64),
    actor: 'office-1',
    role: 'office',
    correlationId: commandId,
    recordedAt: NOW,
  };
  const encoded = events.map((event, index) =>
    codec.encode(derivedId(stream, commandId, index), event, metadata, '2021-06-01'),
  );
  await store.append(stream, 'none', encoded);
}

/** Units first: what names them comes later in the log. */
function* planned(size: number): Generator<Planned> {
  const units = Array.from({ length: Math.ceil(size / 50) }, (_, index) => derivedId('unit', index));
  for (const [index, unitId] of units.entries()) {
    const data = { unitId, name: `单位 ${index}`, jurisdiction: JURISDICTION, kind: 'organ' };
    yield { stream: `units.unit-${unitId}`, events: [{ type: 'UnitRegistered', data }] };
  }
  const unitOf = (index: number): string => units[index % units.length] as string;
  for (let written = units.length, index = 0; written < size; written += 2, index++)
    yield index % 20 === 0 ? notice(index, unitOf) : activity(index, unitOf);
}

function activity(index: number, unitOf: (index: number) => string): Planned {
  const activityId = derivedId('activity', index);
  const plan = {
    activityId,
    title: `活动 ${index % 500}`,
    kind: index % 3 === 0 ? 'volunteer-service' : 'study',
    mode: 'offline',
  };
  const place = { organiserUnitId: unitOf(index), jurisdiction: JURISDICTION };
  const outcomes = { units: [0, 1, 2].map((offset) => ({ unitId: unitOf(index + offset), personTimes: 5 })) };
  return {
    stream: `activities.activity-${activityId}`,
    events: [
      {
        type: 'ActivityRegistered',
        data: { ...plan, ...place, plannedFrom: '2021-05-01', plannedTo: '2021-05-01' },
      },
      {
        type: 'ActivityClosed',
        data: {
          ...plan,
          ...place,
          occurredFrom: '2021-05-01',
          occurredTo: '2021-05-01',
          outcomes,
          evidence: [],
        },
      },
    ],
  };
}

function notice(index: number, unitOf: (index: number) => string): Planned {
  const noticeId = derivedId('notice', index);
  const units = Array.from({ length: 10 }, (_, offset) => ({
    unitId: unitOf(index + offset),
    personTimes: 1,
  }));
  const of = { noticeId, jurisdiction: JURISDICTION, kind: 'criticism', title: '通报', audience: 'public' };
  const draft = {
    ...of,
    issuers: ['文明办'],
    period: { from: '2021-05-01', to: '2021-05-20' },
    entries: units.map((unit) => ({ ...unit, findings: [] })),
  };
  const documentNumber = `示文明〔2021〕${index + 1}号`;
  const issued = { ...of, documentNumber, documentNumberText: documentNumber, issuedOn: '2021-05-21', units };
  return {
    stream: `supervision.notice-${noticeId}`,
    events: [
      { type: 'CirculationNoticeFiled', data: draft },
      { type: 'CirculationNoticeIssued', data: issued },
    ],
  };
}
