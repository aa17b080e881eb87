import { addIdHash, idHash } from '../id-hash.js';
import type { LedgerEntry, Position } from '#platform/event-store';
import type { StoredCheckpoint } from '../checkpoints.js';

/** How far a generation was recounted, and what was found. */
export interface CoverageMark {
  readonly projection: string;
  readonly generation: number;
  /** Last ordinal counted; -1 before the first. */
  readonly ordinal: number;
  readonly storeId: string;
  /** Of the event at that ordinal. */
  readonly position: Position | null;
  /** Events up to there that the projection handles, and the sum of their id hashes. */
  readonly recounted: number;
  readonly idSum: number;
  /** What is wrong; stands until the generation is replaced. */
  readonly fault: string | null;
  /** Every row was sealed: one without a seal was put there by hand. */
  readonly isSealed: boolean;
}

/** Name of the mark that stands for the ledger itself: its streams are checked up to there. */
export const LEDGER_MARK = '';

export const firstMark = (
  { projection, generation }: Pick<StoredCheckpoint, 'projection' | 'generation'>,
  storeId: string,
): CoverageMark => ({
  projection,
  generation,
  ordinal: -1,
  storeId,
  position: null,
  recounted: 0,
  idSum: 0,
  fault: null,
  isSealed: false,
});

/** A generation on its way from its mark to its checkpoint. */
export class Subject {
  private ordinal: number;
  private position: Position | null;
  private recounted: number;
  private idSum: number;
  private fault: string | null;

  constructor(
    private readonly from: CoverageMark,
    /** Where it has to be counted to. */
    readonly goal: number,
  ) {
    ({
      ordinal: this.ordinal,
      position: this.position,
      recounted: this.recounted,
      idSum: this.idSum,
      fault: this.fault,
    } = from);
  }

  get mark(): CoverageMark {
    const { ordinal, position, recounted, idSum, fault } = this;
    return { ...this.from, ordinal, position, recounted, idSum, fault };
  }

  get isBehind(): boolean {
    return this.ordinal < this.goal;
  }

  /** Whether the event lies between the mark and the goal. */
  wants(ordinal: number): boolean {
    return ordinal > this.ordinal && ordinal <= this.goal;
  }

  count(id: string): void {
    this.recounted++;
    this.idSum = addIdHash(this.idSum, idHash(id));
  }

  /** Every wanted one among these, which follow one another, was counted. */
  advance(entries: readonly LedgerEntry[]): void {
    const reached = entries.findLast(({ ordinal }) => this.wants(ordinal));
    if (!reached) return;
    this.ordinal = reached.ordinal;
    this.position = reached.recorded.position;
  }

  /** The first fault found stands. */
  blame(fault: string | null): void {
    this.fault ??= fault;
  }
}
