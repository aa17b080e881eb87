import type { CommandContext } from '#platform/event-sourcing';
import type { EventMetadata } from '#platform/event-store';
import type { EventPlace, ProjectionEvent } from '#platform/projections';
import { derivedId, shanghaiDate } from '#platform/values';

/** The instant every test happens at, unless it says otherwise: 10:00 on 1 June 2021 in Shanghai. */
export const TEST_NOW = '2021-06-01T02:00:00.000Z';
/** Its date. */
export const TEST_TODAY = '2021-06-01';

const UNPLACED = -1;

export type PlaceOverrides = Partial<Omit<EventPlace, 'recordedAt' | 'metadata'>> & {
  readonly metadata?: Partial<EventMetadata>;
};

/** Event id {@link placed} gives to the event of an ordinal, unless the test names one. */
export const eventIdAt = (ordinal: number): string =>
  `00000000-0000-4000-8000-${String(ordinal).padStart(12, '0')}`;

/** A command context with fixed values: actor `office-1` in role `office`, at {@link TEST_NOW}. */
export function testContext(overrides: Partial<CommandContext> = {}): CommandContext {
  const now = overrides.now ?? TEST_NOW;
  return {
    commandId: derivedId('test-command'),
    requestHash: '0'.repeat(64),
    actor: 'office-1',
    role: 'office',
    correlationId: 'test-correlation',
    today: shanghaiDate(now),
    ...overrides,
    now,
  };
}

/** Metadata with fixed values. */
export const testMetadata = (overrides: Partial<EventMetadata> = {}): EventMetadata => ({
  commandId: derivedId('test-command'),
  requestHash: '0'.repeat(64),
  actor: 'office-1',
  role: 'office',
  correlationId: 'test-correlation',
  occurredOn: TEST_TODAY,
  recordedAt: TEST_NOW,
  schemaVersion: 1,
  ...overrides,
});

/** Where an event stands, for publish mappers: ordinal 0, revision 0 of `test.stream-1`. */
export const testPlace = ({ metadata: overrides, ...place }: PlaceOverrides = {}): EventPlace => {
  const metadata = testMetadata(overrides);
  return {
    ordinal: 0,
    eventId: eventIdAt(place.ordinal ?? 0),
    stream: 'test.stream-1',
    revision: 0,
    ...place,
    recordedAt: metadata.recordedAt,
    metadata,
  };
};

/**
 * An event as projections see it. Ordinal, event id and revision that are not given here are given by its place
 * in the list a spec feeds ({@link placed}).
 */
export const happened = <Type extends string, Data extends object>(
  type: Type,
  data: Data,
  overrides: PlaceOverrides = {},
): ProjectionEvent<Type, Data> => ({
  type,
  data,
  at: testPlace({ ordinal: UNPLACED, eventId: '', revision: UNPLACED, ...overrides }),
});

/** The events with the places they left open: ordinals counted on, {@link eventIdAt}, revisions by stream. */
export function placed<E extends ProjectionEvent>(events: readonly E[]): readonly E[] {
  const revisions = new Map<string, number>();
  let last = -1;
  return events.map((event) => {
    const { at } = event;
    last = at.ordinal === UNPLACED ? last + 1 : at.ordinal;
    const revision = at.revision === UNPLACED ? (revisions.get(at.stream) ?? -1) + 1 : at.revision;
    revisions.set(at.stream, revision);
    return {
      ...event,
      at: { ...at, ordinal: last, eventId: at.eventId === '' ? eventIdAt(last) : at.eventId, revision },
    };
  });
}
