import { type EventReader, isSystemStream, type Position } from '#platform/event-store';
import type { ProjectionState } from '../reads/projection-operations.js';

/** Events read at a place to find how much is waiting behind it; beyond that a lag is at least so much. */
const LOOKED_AT = 500;
const TICKS_A_SECOND = 10_000_000n;

export interface ProjectionLag {
  readonly name: string;
  /** Events of the ledger it has not taken in, as far as they were read or looked at. */
  readonly events: number;
  /** Age of the oldest of them; 0 when there is none. */
  readonly seconds: number;
}

interface Waiting {
  readonly events: number;
  readonly seconds: number;
}

/**
 * How far projections are behind the store itself, not behind their own reader: one that stands still beside a reader
 * that stands still is late all the same.
 */
export async function projectionLags(
  store: EventReader,
  states: readonly Pick<ProjectionState, 'name' | 'position' | 'lag'>[],
  now: number,
): Promise<readonly ProjectionLag[]> {
  const head = await store.head();
  const behind = new Map<string | null, Waiting>();
  for (const { position } of states)
    if (!behind.has(position)) behind.set(position, await waitingAfter(store, position, head, now));
  return states.map(({ name, position, lag }) => {
    const { events, seconds } = behind.get(position) as Waiting;
    return { name, events: Math.max(lag, events), seconds };
  });
}

async function waitingAfter(
  store: EventReader,
  position: string | null,
  head: Position | null,
  now: number,
): Promise<Waiting> {
  const after = position === null ? null : BigInt(position);
  if (head === null || (after !== null && after >= head)) return { events: 0, seconds: 0 };
  const { events } = await store.readAll({ after, limit: LOOKED_AT });
  const waiting = events.filter(({ stream }) => !isSystemStream(stream));
  const [oldest] = waiting;
  const since = oldest ? Number(oldest.created / (TICKS_A_SECOND / 1000n)) : now;
  return { events: waiting.length, seconds: Math.max(0, (now - since) / 1000) };
}
