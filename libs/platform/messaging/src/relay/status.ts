import type { Parked } from '../wire/index.js';

/**
 * `waiting`: for the broker, the store or the private file, see `reason`. `standby`: another relay leads.
 * `catching-up`: records go out, more entries are there. `live`: all there is has been taken. `stopped`: as asked,
 * or for good and then with a `reason`.
 */
export type RelayPhase = 'starting' | 'waiting' | 'standby' | 'catching-up' | 'live' | 'stopped';

export interface RelayStatus {
  readonly phase: RelayPhase;
  readonly reason: string | null;
  /** Ordinal of the last ledger entry Kafka has all records of; null until it is known. */
  readonly ordinal: number | null;
  readonly parked: readonly Pick<
    Parked,
    'topic' | 'key' | 'reason' | 'detail' | 'ordinal' | 'stream' | 'revision'
  >[];
  /** Since the start of this relay. */
  readonly records: number;
  readonly transactions: number;
}

/** Keeps the status and tells of every change. */
export class StatusBoard {
  private status: RelayStatus = {
    phase: 'starting',
    reason: null,
    ordinal: null,
    parked: [],
    records: 0,
    transactions: 0,
  };

  constructor(private readonly tell: (status: RelayStatus) => void) {}

  now(): RelayStatus {
    return this.status;
  }

  phase(phase: RelayPhase, reason: string | null = null): void {
    if (this.status.phase !== phase || this.status.reason !== reason) this.show({ phase, reason });
  }

  reached(ordinal: number, parked: readonly Parked[]): void {
    this.show({ ordinal, parked: parked.map(({ after: _, bytes: __, ...shown }) => shown) });
  }

  sent(records: number): void {
    this.status = {
      ...this.status,
      records: this.status.records + records,
      transactions: this.status.transactions + 1,
    };
  }

  private show(change: Partial<RelayStatus>): void {
    this.status = { ...this.status, ...change };
    this.tell(this.status);
  }
}
