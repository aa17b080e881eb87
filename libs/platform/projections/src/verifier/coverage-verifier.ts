import { setTimeout as pause } from 'node:timers/promises';
import type { EventReader } from '#platform/event-store';
import { sqliteCode } from '#platform/sqlite';
import { generationsOf, type StoredCheckpoint } from '../checkpoints.js';
import type { ContextDefinition } from '../context-definition.js';
import { VerifierFile } from '../sqlite/verifier-file.js';
import { firstMark, LEDGER_MARK, type CoverageMark } from './coverage-mark.js';
import { Recount } from './recount.js';
import { Recounting } from './recounting.js';
import { RowInspection } from './row-inspection.js';
import { StreamContinuity } from './stream-continuity.js';

const ROUND_EVERY_MS = 1_000;
/** Between two pages of the ledger: the thread's other work goes first. */
const REST_MS = 4;
const ROWS_A_ROUND = 2_500;
/** What was counted lasts, and rows are inspected, every few seconds also while a long history is recounted. */
const PAGES_A_ROUND = 500;
/** Failing so often in a row is said where faults are. */
const FAILURES_SAID = 3;

export interface VerifierParts {
  readonly definitions: readonly ContextDefinition[];
  /** Over a connection of its own. */
  readonly store: EventReader;
  /** Path of the read-model file; the projector has made it. */
  readonly file: string;
  /** Between two rounds; a second by default. */
  readonly everyMs?: number;
}

/**
 * Recounts in the background what projections say they were fed, and inspects their rows: once a second, from
 * where it stopped, which lasts in the read-model file. It never touches rows or checkpoints. What it finds stands
 * beside them until the generation is replaced.
 */
export class CoverageVerifier {
  private readonly file: VerifierFile;
  private readonly recount: Recount;
  private readonly inspection: RowInspection;
  private readonly stopping = new AbortController();
  private continuity: StreamContinuity;
  private storeId: string | null = null;
  private failures = 0;
  /** What streams were remembered belongs to these, so they are read from the file but once. */
  private marks: readonly CoverageMark[];
  private isSaved = true;
  private running: Promise<void> | null = null;

  constructor(private readonly parts: VerifierParts) {
    this.recount = new Recount(parts.definitions);
    this.continuity = new StreamContinuity(parts.store);
    this.file = new VerifierFile(parts.file, { readonly: false }, this.recount.projections);
    this.marks = this.file.marks();
    this.inspection = new RowInspection(this.file, this.marks);
  }

  start(): void {
    this.running ??= this.work();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    this.file.close();
  }

  private async work(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      try {
        const goesOn = await this.round();
        this.failures = 0;
        if (goesOn) continue;
      } catch (error) {
        if (signal.aborted) return;
        this.continuity = new StreamContinuity(this.parts.store);
        if (++this.failures >= FAILURES_SAID) this.sayUnverified((error as Error).message);
      }
      await pause(this.parts.everyMs ?? ROUND_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Answers whether there is more to count before it may pause. */
  private async round(): Promise<boolean> {
    const { store } = this.parts;
    this.storeId ??= await store.storeId();
    const checkpoints = servedOf(this.file.checkpoints());
    const recounting = new Recounting(store, this.recount, this.continuity, this.storeId);
    const marks = this.marks.map(withoutOutage);
    const counted = await recounting.verify(checkpoints, marks, () => this.rest(), PAGES_A_ROUND);
    const faults = await this.inspection.inspect(checkpoints, ROWS_A_ROUND, () => this.rest());
    const found = counted.map((mark) => {
      const row = faults.find(({ projection }) => projection === mark.projection);
      return { ...mark, fault: mark.fault ?? row?.fault ?? null, isSealed: this.inspection.isSealed(mark) };
    });
    this.keep(found);
    return found.some((mark) => isBehind(mark, checkpoints));
  }

  private keep(marks: readonly CoverageMark[]): void {
    const isKnown = this.isSaved && areSame(marks, this.marks);
    this.marks = marks;
    this.isSaved = isKnown;
    if (!isKnown) this.isSaved = this.file.saveMarks(marks);
  }

  private async rest(): Promise<void> {
    await pause(REST_MS, undefined, { signal: this.stopping.signal });
  }

  /**
   * The marks stand; only that of the ledger says why none moves. Where not even that can be written they stand
   * still, which the age of the last recount tells.
   */
  private sayUnverified(reason: string): void {
    try {
      this.keep(this.marksSaying(reason));
    } catch (error) {
      if (sqliteCode(error) === null) throw error;
    }
  }

  private marksSaying(reason: string): readonly CoverageMark[] {
    const { marks } = this;
    const [ledger = firstMark({ projection: LEDGER_MARK, generation: 0 }, this.storeId ?? '')] = marks.filter(
      ({ projection }) => projection === LEDGER_MARK,
    );
    if (ledger.fault !== null) return marks;
    const others = marks.filter(({ projection }) => projection !== LEDGER_MARK);
    return [{ ...ledger, fault: `${OUTAGE}${reason}` }, ...others];
  }
}

const OUTAGE = 'nothing is verified: ';

const withoutOutage = (mark: CoverageMark): CoverageMark =>
  mark.fault?.startsWith(OUTAGE) ? { ...mark, fault: null } : mark;

/** The generations whose rows are read. */
export const servedOf = (checkpoints: readonly StoredCheckpoint[]): readonly StoredCheckpoint[] =>
  [...new Set(checkpoints.map(({ projection }) => projection))].flatMap(
    (name) => generationsOf(checkpoints, name).serving ?? [],
  );

/** There is more to count, and nothing that is known to be wrong. */
const isBehind = (
  { projection, ordinal, fault }: CoverageMark,
  checkpoints: readonly StoredCheckpoint[],
): boolean =>
  fault === null && checkpoints.some((held) => held.projection === projection && ordinal < held.ordinal);

const identity = ({ projection, generation, storeId, ordinal, fault, isSealed }: CoverageMark): string =>
  JSON.stringify([projection, generation, storeId, ordinal, fault, isSealed]);

function areSame(some: readonly CoverageMark[], others: readonly CoverageMark[]): boolean {
  const known = new Set(others.map(identity));
  return some.length === others.length && some.every((mark) => known.has(identity(mark)));
}
