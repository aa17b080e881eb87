import { type EventStore, EventCodec, openEmbeddedLog, openLedger } from '#platform/event-store';
import type { DomainEvent } from '#platform/event-sourcing';
import { derivedId } from '#platform/values';
import { CONTEXT_DEFINITIONS } from '../apps/projector/src/definitions.js';
import { scaled } from './sizes.js';
import { cycleOf, JURISDICTION, JURISDICTION_REGISTERED, SCORING_RULES } from './writes.js';

export const NOW = '2021-06-01T02:00:00.000Z';
const AT_ONCE = 512;

interface Planned {
  readonly stream: string;
  readonly events: readonly DomainEvent[];
}

/** Of an event that a command of an office led to. */
export const metadataOf = (commandId: string) => ({
  commandId,
  requestHash: '0'.repeat(64),
  actor: 'office-1',
  role: 'office',
  correlationId: commandId,
  recordedAt: NOW,
});

/** Makes an embedded log in the folder that holds a ledger of about `size` events: {@link writeHistory}. */
export async function writeLedger(dataDir: string, size: number): Promise<void> {
  const log = await openEmbeddedLog(dataDir);
  try {
    await writeHistory(log, size);
  } finally {
    await log.close();
  }
}

/** Writes a ledger of about `size` events: units, activities registered and closed, notices filed and issued. */
export async function writeHistory(store: EventStore, size: number): Promise<void> {
  await openLedger(store, { ledgerId: derivedId('bench'), clock: 'real' }, NOW);
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
  const metadata = metadataOf(commandId);
  const encoded = events.map((event, index) =>
    codec.encode(derivedId(stream, commandId, index), event, metadata, '2021-06-01'),
  );
  await store.append(stream, 'none', encoded);
}

/**
 * In the proportions of the demo's year: behind the units three of four events are of activities (nearly all of one
 * unit, one in 40 of twenty), the others of notices that name twenty units and of their rectifications.
 */
function* planned(size: number): Generator<Planned> {
  const units = historyUnits();
  yield {
    stream: `units.jurisdiction-${JURISDICTION}`,
    events: [{ type: 'JurisdictionRegistered', data: JURISDICTION_REGISTERED.body }],
  };
  yield scoringRules();
  for (const [index, unitId] of units.entries()) {
    const data = { unitId, name: `单位 ${index}`, jurisdiction: JURISDICTION, kind: 'organ' };
    yield { stream: `units.unit-${unitId}`, events: [{ type: 'UnitRegistered', data }] };
  }
  const unitOf = (index: number): string => units[index % units.length] as string;
  let written = units.length;
  let opened = 0;
  for (let index = 0; written < size; index++) {
    const year = yearOf(index);
    if (year > opened) yield cycleOpened((opened = year));
    const next = index % ACTIVITIES_A_NOTICE === 0 ? notice(index, unitOf) : activity(index, unitOf);
    written += next.events.length;
    yield next;
  }
}

const POLICY = { jurisdiction: JURISDICTION, version: 1 };

/** They count activities and criticism. */
const scoringRules = (): Planned => ({
  stream: `assessment.scoring-policy-${JURISDICTION}`,
  events: [
    {
      type: 'ScoringPolicyAdopted',
      data: { ...POLICY, effectiveFrom: `${FIRST_YEAR}-01-01`, rules: SCORING_RULES },
    },
  ],
});

/** As its year begins: units stand on the boards of the years there were. */
function cycleOpened(year: number): Planned {
  const { id: cycleId, from, to } = cycleOf(String(year));
  const data = { cycleId, jurisdiction: JURISDICTION, from, to, policy: POLICY };
  return { stream: `assessment.cycle-${cycleId}`, events: [{ type: 'CycleOpened', data }] };
}

/** Ids of the units of every such ledger. */
export const historyUnits = (): string[] =>
  Array.from({ length: UNITS }, (_, index) => derivedId('unit', index));

const UNITS = scaled(5_000);
const ACTIVITIES_A_NOTICE = 90;
const FIRST_YEAR = 2021;
const NAMED = 20;

/** Days pass as the history grows: a year of these units is so many activities. */
const ACTIVITIES_A_YEAR = 80_000;

const dayOf = (index: number): string =>
  new Date(Date.UTC(FIRST_YEAR, 0, 1 + Math.floor((index * 365) / ACTIVITIES_A_YEAR)))
    .toISOString()
    .slice(0, 10);

const yearOf = (index: number): number => Number(dayOf(index).slice(0, 4));

const several = (count: number, first: number, unitOf: (index: number) => string, personTimes: number) =>
  Array.from({ length: count }, (_, offset) => ({ unitId: unitOf(first + offset), personTimes }));

function activity(index: number, unitOf: (index: number) => string): Planned {
  const activityId = derivedId('activity', index);
  const day = dayOf(index);
  const kind = index % 3 === 0 ? 'volunteer-service' : 'study';
  const plan = { activityId, title: `活动 ${index % 500}`, kind, mode: 'offline' };
  const place = { organiserUnitId: unitOf(index), jurisdiction: JURISDICTION };
  const outcomes = { units: several(index % 40 === 0 ? NAMED : 1, index, unitOf, 5) };
  const happened = { occurredFrom: day, occurredTo: day, outcomes, evidence: [] };
  return {
    stream: `activities.activity-${activityId}`,
    events: [
      { type: 'ActivityRegistered', data: { ...plan, ...place, plannedFrom: day, plannedTo: day } },
      { type: 'ActivityClosed', data: { ...plan, ...place, ...happened } },
    ],
  };
}

function notice(index: number, unitOf: (index: number) => string): Planned {
  const noticeId = derivedId('notice', index);
  const day = dayOf(index);
  const units = several(NAMED, index, unitOf, 1);
  const of = { noticeId, jurisdiction: JURISDICTION, kind: 'criticism', title: '通报', audience: 'public' };
  const entries = units.map((unit) => ({ ...unit, findings: [] }));
  const documentNumber = `示文明〔2021〕${index + 1}号`;
  const issued = { documentNumber, documentNumberText: documentNumber, issuedOn: day, units };
  return {
    stream: `supervision.notice-${noticeId}`,
    events: [
      {
        type: 'CirculationNoticeFiled',
        data: { ...of, issuers: ['文明办'], period: { from: day, to: day }, entries },
      },
      { type: 'CirculationNoticeIssued', data: { ...of, ...issued } },
      ...units.flatMap(({ unitId }) => rectified(noticeId, unitId, day)),
    ],
  };
}

const rectified = (noticeId: string, unitId: string, day: string): DomainEvent[] => [
  {
    type: 'RectificationReported',
    data: {
      noticeId,
      unitId,
      measures: '补岗',
      reportedOn: day,
      reportedBy: 'clerk-1',
      signedByMainLeader: true,
    },
  },
  { type: 'RectificationAccepted', data: { noticeId, unitId, verifiedOn: day } },
];
