import type { EventReader, LedgerIdentity } from '#platform/event-store';
import type { ContextDefinition } from '#platform/projections';
import type { KafkaConnection } from '../kafka/connection.js';
import type { RelayStatus } from './status.js';

export interface RelayOptions extends KafkaConnection {
  readonly reader: EventReader;
  readonly ledger: LedgerIdentity;
  readonly definitions: readonly ContextDefinition[];
  /** The private file of folds lies here. */
  readonly dataDir: string;
  /** Ends the relay; what is in flight is finished first. */
  readonly signal: AbortSignal;
  readonly onStatus?: (status: RelayStatus) => void;
  readonly clientId?: string;
  /** Of a topic the relay creates; 4. */
  readonly partitions?: number;
  /** Of a topic the relay creates; -1, which is what the brokers are set to. */
  readonly replicationFactor?: number;
  /** A larger record parks its key; 900,000. */
  readonly maxRecordBytes?: number;
  /** How long a leader that died without a word keeps its seat, in ms; 10,000. */
  readonly sessionTimeoutMs?: number;
  /** Least time between markers of a partition while nothing else happens, in ms; 5,000. */
  readonly markerIntervalMs?: number;
  /** Ledger entries in one transaction; 1,000. */
  readonly batchEntries?: number;
}

export type RelaySettings = KafkaConnection & Required<Omit<RelayOptions, keyof KafkaConnection>>;

export const settingsOf = (options: RelayOptions): RelaySettings => ({
  onStatus: () => undefined,
  clientId: 'civitas-relay',
  partitions: 4,
  replicationFactor: -1,
  maxRecordBytes: 900_000,
  sessionTimeoutMs: 10_000,
  markerIntervalMs: 5_000,
  batchEntries: 1_000,
  ...options,
});
