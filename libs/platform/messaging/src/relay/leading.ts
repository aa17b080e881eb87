import { followLedger, type Checkpoint } from '#platform/event-store';
import type { MessageBroker } from '../messaging.js';
import { Committer } from './committer.js';
import { EntryReader } from './entry-reader.js';
import { catchUp, openFoldFile, openFolds, publishDifferences } from './fold-opening.js';
import { knownEntries } from './known-entries.js';
import { LedgerIntake } from './ledger-intake.js';
import { Lookout } from './lookout.js';
import { RelayFold } from './relay-fold.js';
import { releaseWaiting } from './releasing.js';
import type { RelaySettings } from './settings.js';
import { RELAY, startingPoint } from './starting-point.js';
import type { StatusBoard } from './status.js';

/**
 * Leads until the term ends: fences, reads the checkpoint behind the fence, brings the folds there, then sends.
 * Whatever goes wrong is thrown; nothing of this attempt may be used again.
 */
export async function lead(
  broker: MessageBroker,
  settings: RelaySettings,
  status: StatusBoard,
  term: AbortSignal,
): Promise<void> {
  status.attempting();
  const producer = await broker.openProducer(RELAY);
  try {
    const found = await startingPoint(broker, producer.fence, settings);
    status.phase('starting');
    // A broken fold is tried anew with today's code; it parks again if it must.
    const start = { ...found, parked: found.parked.filter(({ reason }) => reason !== 'fold-failed') };
    const file = openFoldFile(settings.dataDir);
    try {
      const folds = await openFolds(broker, file, start, settings);
      const reader = new EntryReader(settings.definitions);
      const relay = new RelayFold(start, reader, folds, settings.maxRecordBytes);
      const committer = new Committer(found, producer, file, folds, status);
      const from = await catchUp(relay, folds, committer, file, start, settings, term);
      await publishDifferences(relay, folds, committer);
      await releaseWaiting(relay, folds, committer, start, settings, term);
      status.reached(start, relay.waiting);
      status.phase('catching-up');
      const office = { relay, reader, committer, settings, status };
      await new Lookout(settings.reader, status).during(term, (signal) => pump(office, from, signal));
    } finally {
      file.close();
    }
  } finally {
    await producer.close().catch(() => undefined);
  }
}

interface Office {
  readonly relay: RelayFold;
  readonly reader: EntryReader;
  readonly committer: Committer;
  readonly settings: RelaySettings;
  readonly status: StatusBoard;
}

/** Folds the next batch while the one before is on its way. */
async function pump(
  { relay, reader, committer, settings, status }: Office,
  from: Checkpoint,
  term: AbortSignal,
): Promise<void> {
  const { batchEntries, markerIntervalMs } = settings;
  const broken = new AbortController();
  const signal = AbortSignal.any([term, broken.signal]);
  const ledger = followLedger(settings.reader, from, signal);
  const intake = new LedgerIntake(
    knownEntries(ledger, (entry) => reader.refuseUnknown(entry)),
    batchEntries,
  );
  let inFlight = Promise.resolve();
  let marked = performance.now();
  try {
    for (;;) {
      const next = await intake.next();
      if (!next || signal.aborted) break;
      let prepared = next.entries.length > 0 ? relay.take(next.entries, next.checkpoint) : null;
      await inFlight;
      if (!prepared && next.caughtUp && performance.now() - marked >= markerIntervalMs) {
        prepared = relay.mark();
        marked = performance.now();
      }
      if (prepared) {
        inFlight = committer.commit(prepared);
        inFlight.catch((error: unknown) => broken.abort(error));
      } else if (next.caughtUp) status.considered(next.checkpoint.position);
      status.phase(next.caughtUp ? 'live' : 'catching-up');
    }
  } catch (error) {
    broken.abort(error);
    await inFlight;
    throw error;
  } finally {
    intake.close();
  }
  await inFlight;
}
