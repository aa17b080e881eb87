import { join } from 'node:path';
import { followLedger, type Checkpoint } from '#platform/event-store';
import type { AnyProjection } from '#platform/projections';
import { RelayStopped } from '../errors.js';
import type { MessageBroker } from '../messaging.js';
import { MARKER_KEY, type RelayCheckpoint } from '../wire/index.js';
import type { Committer } from './committer.js';
import { FoldFile } from './fold-file.js';
import { refuseOtherEntry } from './history.js';
import type { ContextFold, RelayFold } from './relay-fold.js';
import type { RelaySettings } from './settings.js';
import { StateFold } from './state-fold.js';

export const openFoldFile = (dataDir: string): FoldFile => new FoldFile(join(dataDir, 'relay.db'));

/**
 * The folds as the private file has them. One that is missing, of another version, ahead of Kafka or broken
 * begins anew; what Kafka holds of it is read back, so that only the difference is sent when it is whole.
 */
export async function openFolds(
  broker: MessageBroker,
  file: FoldFile,
  start: RelayCheckpoint,
  settings: RelaySettings,
): Promise<ContextFold[]> {
  const folds: ContextFold[] = [];
  for (const { name: context, stateTopics } of settings.definitions)
    for (const definition of stateTopics) {
      const { topic } = definition;
      const rebuilding = !usable(file, topic, definition.projection, start);
      if (rebuilding) file.reset(topic);
      const fold = new StateFold(definition, file, start.partitions[topic] as number);
      if (rebuilding && start.sequences[topic]?.some((next) => next > 0)) await recall(broker, fold, file);
      folds.push({ context, fold, rebuilding });
    }
  return folds;
}

function usable(file: FoldFile, topic: string, projection: AnyProjection, start: RelayCheckpoint): boolean {
  const standing = file.standing(topic);
  if (!standing || start.partitions[topic] !== file.readings(topic).length) return false;
  const sameFold = standing.projection === projection.name && standing.version === projection.version;
  return (
    sameFold &&
    standing.ledgerId === start.ledgerId &&
    standing.ordinal <= start.ordinal &&
    topic in start.sequences
  );
}

async function recall(broker: MessageBroker, fold: StateFold, file: FoldFile): Promise<void> {
  await broker.readToEnd(fold.topic, ({ key, value }) => {
    if (key !== MARKER_KEY) fold.found(key, value);
  });
  file.write([fold.layer(null)]);
  fold.confirm();
}

/** Brings every fold to Kafka's checkpoint without a word and answers where that is in this store. */
export async function catchUp(
  relay: RelayFold,
  folds: readonly ContextFold[],
  committer: Committer,
  file: FoldFile,
  start: RelayCheckpoint,
  settings: RelaySettings,
  signal: AbortSignal,
): Promise<Checkpoint> {
  const { ledgerId, storeId, ordinal } = start;
  const from = lowest(folds, file, start);
  if (from.ordinal >= ordinal && (from.position !== null || ordinal < 0)) return from;
  for await (const batch of followLedger(settings.reader, from, signal)) {
    if (batch.kind === 'caught-up')
      throw new RelayStopped(
        `the ledger ends at ordinal ${batch.checkpoint.ordinal}, Kafka has seen it up to ${ordinal}: ` +
          'restore a newer backup (ops restore)',
      );
    const seen = batch.entries.filter((entry) => entry.ordinal <= ordinal);
    const last = seen.at(-1);
    if (!last) continue;
    refuseOtherEntry(start, last);
    const at = { ledgerId, ordinal: last.ordinal, storeId, position: last.recorded.position };
    committer.keep(relay.catchUp(seen, at));
    if (last.ordinal === ordinal) return at;
  }
  throw signal.reason;
}

/** The least of what the folds and the checkpoint have seen; its position, when it is one of this store. */
function lowest(folds: readonly ContextFold[], file: FoldFile, start: RelayCheckpoint): Checkpoint {
  const { ledgerId, storeId } = start;
  let from = { ordinal: start.ordinal, position: start.position };
  for (const { fold } of folds) {
    const standing = file.standing(fold.topic);
    const ordinal = standing?.ordinal ?? -1;
    if (ordinal < from.ordinal)
      from = { ordinal, position: standing?.storeId === storeId ? standing.position : null };
  }
  const { ordinal, position } = from;
  if (position === null) return { ledgerId, ordinal: -1, storeId, position: null };
  return { ledgerId, ordinal, storeId, position: BigInt(position) };
}

/** Sends what folds made anew say differently from Kafka; then they count as whole. */
export async function publishDifferences(
  relay: RelayFold,
  folds: readonly ContextFold[],
  committer: Committer,
): Promise<void> {
  for (const one of folds) {
    if (!one.rebuilding || relay.waits(one.fold.topic)) continue;
    for (const keys of one.fold.storedKeys()) {
      const prepared = relay.review(one, keys);
      if (prepared.records.length > 0) await committer.commit(prepared);
      else committer.keep(prepared.layers);
    }
    one.rebuilding = false;
  }
  committer.keep(relay.standing());
}
