import { setTimeout as sleep } from 'node:timers/promises';
import {
  EventStoreUnavailable,
  ledgerOf,
  openEmbeddedReader,
  openEventStoreDb,
  type EventReader,
  type LedgerIdentity,
} from '#platform/event-store';
import { settingsOf, type RelayOptions } from '../relay/settings.js';
import { runRelay } from '../relay/run-relay.js';
import { StatusBoard } from '../relay/status.js';

/** Where a relay finds the history, and its own private file. */
export interface RelaySource {
  readonly dataDir: string;
  /** `esdb://…`; the embedded log in `dataDir` without it. */
  readonly eventStoreUrl?: string;
}

export type SourcedRelay = RelaySource & Omit<RelayOptions, 'reader' | 'ledger'>;

const LOOK_AGAIN_MS = 250;

/**
 * A relay that opens the history itself and waits, visibly, until there is a ledger. Ends with the signal; throws
 * RelayStopped as {@link runRelay} does.
 */
export async function relayFrom(options: SourcedRelay): Promise<void> {
  const { onStatus } = settingsOf(options as unknown as RelayOptions);
  const found = await findLedger(options, new StatusBoard(onStatus));
  if (!found) return;
  try {
    await runRelay({ ...options, ...found });
  } finally {
    await found.reader.close();
  }
}

async function findLedger(
  source: SourcedRelay,
  status: StatusBoard,
): Promise<{ reader: EventReader; ledger: LedgerIdentity } | null> {
  while (!source.signal.aborted) {
    const reader = await unlessAway(() => openReader(source), status);
    const ledger = reader && (await unlessAway(() => ledgerOf(reader), status));
    if (reader && ledger) return { reader, ledger };
    await reader?.close();
    await sleep(LOOK_AGAIN_MS, undefined, { signal: source.signal }).catch(() => undefined);
  }
  return null;
}

async function unlessAway<T>(attempt: () => Promise<T | null>, status: StatusBoard): Promise<T | null> {
  try {
    const found = await attempt();
    if (found === null) status.phase('waiting', 'no ledger is opened yet');
    return found;
  } catch (error) {
    if (!(error instanceof EventStoreUnavailable)) throw error;
    status.phase('waiting', error.message);
    return null;
  }
}

const openReader = ({ dataDir, eventStoreUrl }: RelaySource): Promise<EventReader> =>
  eventStoreUrl === undefined ? openEmbeddedReader(dataDir) : openEventStoreDb(eventStoreUrl);
