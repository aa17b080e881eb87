import { isSystemStream, lacking, type EventReader, type LedgerEntry } from '#platform/event-store';
import { RelayStopped } from '../errors.js';
import type { RelayCheckpoint } from '../wire/index.js';
import type { RelaySettings } from './settings.js';

/** Throws RelayStopped when what Kafka has seen is another ledger's, or not in the store any more. */
export async function verifyHistory(
  checkpoint: RelayCheckpoint,
  { ledger, reader }: Pick<RelaySettings, 'ledger' | 'reader'>,
): Promise<void> {
  const { ledgerId, anchor, position } = checkpoint;
  if (ledgerId !== ledger.ledgerId)
    throw new RelayStopped(
      `the topics hold records of ledger ${ledgerId}, this is ledger ${ledger.ledgerId}: give it a broker of its own`,
    );
  if (!anchor) return;
  const [there] = await reader.readStream(anchor.stream, { from: anchor.revision, limit: 1 });
  if (there?.id !== anchor.eventId) throw otherHistory(checkpoint);
  if (position === null || checkpoint.storeId !== (await reader.storeId())) return;
  if (!(await isLast(reader, there.position, BigInt(position)))) throw otherHistory(checkpoint);
}

/** In another store positions say nothing: throws RelayStopped when the checkpoint's ordinal is another entry's here. */
export function refuseOtherEntry(checkpoint: RelayCheckpoint, { ordinal, recorded }: LedgerEntry): void {
  if (ordinal === checkpoint.ordinal && checkpoint.anchor && recorded.id !== checkpoint.anchor.eventId)
    throw otherHistory(checkpoint);
}

function otherHistory({ ledgerId, ordinal, storeId, position, anchor }: RelayCheckpoint): RelayStopped {
  const { stream, revision, eventId } = anchor ?? { stream: 'nothing', revision: 0, eventId: 'none' };
  const seen = { ledgerId, ordinal, storeId, position: BigInt(position ?? 0), stream, revision, eventId };
  return new RelayStopped(
    `Kafka has records of what is missing: ${lacking(seen)}, give the ledger another broker, or delete all its ` +
      'topics together with the checkpoints, so that consumers begin anew',
  );
}

/** Whether the ledger goes no further than `position` behind `from`; what lies between is the store's own. */
async function isLast(reader: EventReader, from: bigint, position: bigint): Promise<boolean> {
  let after = from;
  while (after < position) {
    const { events, next } = await reader.readAll({ after });
    const isOurs = events.some((event) => event.position <= position && !isSystemStream(event.stream));
    if (isOurs || next === null || next <= after) return false;
    after = next;
  }
  return from <= position;
}
