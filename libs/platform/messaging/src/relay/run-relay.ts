import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreOverloaded, EventStoreUnavailable } from '#platform/event-store';
import { BrokerUnavailable, RelayStopped } from '../errors.js';
import { KafkaBroker } from '../kafka/kafka-broker.js';
import type { MessageBroker } from '../messaging.js';
import { EntryReader } from './entry-reader.js';
import { FoldFileBusy } from './fold-file.js';
import { lead } from './leading.js';
import { settingsOf, type RelayOptions, type RelaySettings } from './settings.js';
import { ensureCheckpointTopic, RELAY } from './starting-point.js';
import { StatusBoard } from './status.js';

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 10_000;

/**
 * Publishes the ledger to Kafka until the signal is aborted: each record exactly once for read-committed
 * consumers, in order per key, resuming where Kafka's own checkpoint stands. Any number may run; the broker's
 * group decides which one leads. Waits, with back-off, while broker or store are away. Throws RelayStopped when
 * going on would publish something wrong.
 */
export async function runRelay(options: RelayOptions): Promise<void> {
  const settings = settingsOf(options);
  await relayThrough(new KafkaBroker(settings), settings);
}

/** {@link runRelay} over any broker. */
export async function relayThrough(broker: MessageBroker, settings: RelaySettings): Promise<void> {
  const status = new StatusBoard(settings.onStatus);
  const { signal } = settings;
  settings.onStatus(status.now());
  try {
    new EntryReader(settings.definitions);
    mkdirSync(settings.dataDir, { recursive: true });
    await persisting(signal, status, async (progress) => {
      await ensureCheckpointTopic(broker);
      status.phase('standby');
      for await (const term of broker.terms(RELAY, signal)) {
        progress();
        await holdOffice(broker, settings, status, term);
        if (!signal.aborted) status.phase('standby');
      }
    });
  } catch (error) {
    status.phase('stopped', messageOf(error));
    throw error;
  }
  status.phase('stopped');
}

function holdOffice(
  broker: MessageBroker,
  settings: RelaySettings,
  status: StatusBoard,
  lost: AbortSignal,
): Promise<void> {
  const term = AbortSignal.any([lost, settings.signal]);
  // What is in flight may take long to fail, and is waited for.
  const tell = (): void => {
    if (lost.reason instanceof BrokerUnavailable) status.phase('waiting', lost.reason.message);
  };
  lost.addEventListener('abort', tell, { once: true });
  return persisting(term, status, () => lead(broker, settings, status, term));
}

/** Tries again, ever more slowly, for as long as what fails may come back; ends in silence with the signal. */
async function persisting(
  signal: AbortSignal,
  status: StatusBoard,
  attempt: (progress: () => void) => Promise<void>,
): Promise<void> {
  let wait = FIRST_WAIT_MS;
  while (!signal.aborted) {
    const began = performance.now();
    try {
      await attempt(() => (wait = FIRST_WAIT_MS));
    } catch (error) {
      if (signal.aborted) return;
      if (!mayComeBack(error)) throw asStopped(error);
      if (performance.now() - began > LONGEST_WAIT_MS) wait = FIRST_WAIT_MS;
      status.phase('waiting', messageOf(error));
      await sleep(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, LONGEST_WAIT_MS);
    }
  }
}

const PASSING = [BrokerUnavailable, EventStoreUnavailable, EventStoreOverloaded, FoldFileBusy];

const mayComeBack = (error: unknown): boolean => PASSING.some((kind) => error instanceof kind);

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const asStopped = (error: unknown): RelayStopped =>
  error instanceof RelayStopped
    ? error
    : new RelayStopped(`the relay cannot go on: ${messageOf(error)}`, { cause: error });
