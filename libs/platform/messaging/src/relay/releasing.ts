import { followLedger, type Checkpoint } from '#platform/event-store';
import type { Parked, RelayCheckpoint } from '../wire/index.js';
import type { Committer } from './committer.js';
import type { ContextFold, RelayFold } from './relay-fold.js';
import type { RelaySettings } from './settings.js';

/**
 * Sends what waits and need not wait any longer: event topics new to this ledger, and keys whose record fits since
 * the limit was raised. Ends at the checkpoint; a crash goes on where it was.
 */
export async function releaseWaiting(
  relay: RelayFold,
  folds: readonly ContextFold[],
  committer: Committer,
  start: RelayCheckpoint,
  settings: RelaySettings,
  signal: AbortSignal,
): Promise<void> {
  const events = new Set(settings.definitions.flatMap(({ topics }) => topics.map(({ topic }) => topic)));
  for (const parked of start.parked) {
    const { topic, key, reason, bytes } = parked;
    const fits =
      reason === 'not-published-yet' || (reason === 'too-large' && bytes <= settings.maxRecordBytes);
    const state = folds.find(({ fold }) => fold.topic === topic);
    if (fits && events.has(topic)) await releaseOne(parked, relay, committer, start, settings, signal);
    else if (fits && state && key !== null) await committer.commit(relay.review(state, [key]));
  }
}

async function releaseOne(
  parked: Parked,
  relay: RelayFold,
  committer: Committer,
  { ledgerId, storeId, ordinal: end }: RelayCheckpoint,
  { reader }: RelaySettings,
  signal: AbortSignal,
): Promise<void> {
  let waiting = parked;
  const { ordinal, position } = parked.after;
  const from: Checkpoint = {
    ledgerId,
    storeId,
    ordinal: position === null ? -1 : ordinal,
    position: position === null ? null : BigInt(position),
  };
  for await (const batch of followLedger(reader, from, signal)) {
    if (batch.kind === 'caught-up') continue;
    const entries = batch.entries.filter((entry) => entry.ordinal <= end);
    const last = entries.at(-1);
    if (!last) return;
    const rest =
      last.ordinal < end ? { ordinal: last.ordinal, position: String(last.recorded.position) } : null;
    const prepared = relay.release(waiting, entries, rest);
    if (prepared.records.length > 0 || rest === null) await committer.commit(prepared);
    else committer.keep(prepared.layers);
    const next = prepared.checkpoint.parked.find(
      ({ topic, key }) => topic === parked.topic && key === parked.key,
    );
    if (!next || next.reason !== parked.reason || rest === null) return;
    waiting = next;
  }
  throw signal.reason;
}
