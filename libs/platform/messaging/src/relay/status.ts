import type { Parked } from '../wire/index.js';

/**
 * `waiting`: for the broker, the store, the private file or its own thread, see `reason`. `standby`: another relay leads.
 * `catching-up`: records go out, more entries are there. `live`: all there is has been taken. `stopped`: as asked,
 * or for good and then with a `reason`.
 */
export type RelayPhase = 'starting' | 'waiting' | 'standby' | 'catching-up' | 'live' | 'stopped';

export interface RelayStatus {
  readonly phase: RelayPhase;
  readonly reason: string | null;
  /** Ordinal of the last ledger entry Kafka has all records of; null until it is known. */
  readonly ordinal: number | null;
  /** Ledger entries Kafka does not have, as far as they have been counted; null while that is not known. */
  readonly lag: number | null;
  /** Instant since when the store's head lies past what Kafka has, and nothing moves; null when all is well. */
  readonly behindSince: string | null;
  readonly parked: readonly Pick<
    Parked,
    'topic' | 'key' | 'reason' | 'detail' | 'ordinal' | 'stream' | 'revision'
  >[];
  /** Since the start of this relay. */
  readonly records: number;
  readonly transactions: number;
}

/** Before anything is known. */
export const AT_START: RelayStatus = {
  phase: 'starting',
  reason: null,
  ordinal: null,
  lag: null,
  behindSince: null,
  parked: [],
  records: 0,
  transactions: 0,
};

/** Up to where Kafka has everything. */
export interface ReachedPlace {
  readonly ordinal: number;
  readonly position: bigint | null;
}

/** Keeps the status and tells of every change. */
export class StatusBoard {
  private status = AT_START;
  private at: ReachedPlace | null = null;

  constructor(private readonly tell: (status: RelayStatus) => void) {}

  now(): RelayStatus {
    return this.status;
  }

  /** Null until it is known. */
  get place(): ReachedPlace | null {
    return this.at;
  }

  phase(phase: RelayPhase, reason: string | null = null): void {
    if (this.status.phase !== phase || this.status.reason !== reason) this.show({ phase, reason });
  }

  /** An attempt begins: what is waited for is shown until it has answered. */
  attempting(): void {
    if (this.status.phase !== 'waiting') this.phase('starting');
  }

  reached(
    { ordinal, position }: { readonly ordinal: number; readonly position: string | null },
    parked: readonly Parked[],
  ): void {
    const considered = this.at?.position ?? -1n;
    const at = BigInt(position ?? -1);
    this.at = { ordinal, position: at < 0n && considered < 0n ? null : at > considered ? at : considered };
    this.show({ ordinal, parked: parked.map(({ after: _, bytes: __, ...shown }) => shown) });
  }

  /** What lies between the last entry and this position is none of the ledger's. */
  considered(position: bigint | null): void {
    if (this.at && position !== null) this.at = { ...this.at, position };
  }

  behind({ lag, behindSince }: Pick<RelayStatus, 'lag' | 'behindSince'>): void {
    if (this.status.lag !== lag || this.status.behindSince !== behindSince) this.show({ lag, behindSince });
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
