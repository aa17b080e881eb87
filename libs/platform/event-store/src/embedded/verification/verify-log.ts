import { setImmediate as nextTurn } from 'node:timers/promises';
import { isSystemStream } from '../../checks.js';
import { logFile, openForReading } from '../log-file.js';
import type { EventFault, LogFault } from './log-fault.js';
import { isDamage, translated } from '../sqlite-errors.js';
import { type StoredRow, StoredRows } from './stored-rows.js';

export interface LogVerification {
  /** Events looked at. */
  readonly events: number;
  /** Those among them that were written without a checksum, by a build before format 2. */
  readonly unprotected: number;
  /** At most {@link MOST_FAULTS}; `[]` when everything is as it was written. */
  readonly faults: readonly LogFault[];
  /** False when it stopped at so many faults. */
  readonly complete: boolean;
}

export const MOST_FAULTS = 100;
const PAGE = 1_000;

/**
 * Looks at all of `<dataDir>/log.sqlite` up to its head when called, beside its owner or without one: each event
 * against its checksum, the order of each stream, and the structure of the file. Takes some seconds a million events
 * and, for structure and order, blocks its thread meanwhile. Throws EventStoreUnavailable, and UnreadableLog when
 * the file cannot be opened as a log at all.
 */
export async function verifyLog(dataDir: string): Promise<LogVerification> {
  try {
    const db = openForReading(dataDir);
    try {
      return await new Verifier(new StoredRows(db)).verify();
    } finally {
      db.close();
    }
  } catch (error) {
    throw translated(error, logFile(dataDir));
  }
}

class Verifier {
  private readonly faults: LogFault[] = [];
  private events = 0;
  private unprotected = 0;
  private position = 0;
  private ordinal = -1;
  private wasProtected = false;

  constructor(private readonly rows: StoredRows) {}

  async verify(): Promise<LogVerification> {
    this.part(() => {
      for (const what of this.rows.structure()) this.found({ kind: 'file', what });
    });
    const head = this.part(() => this.rows.head()) ?? 0;
    while (this.position < head && !this.isFull) {
      this.page(head);
      await nextTurn();
    }
    this.part(() => {
      for (const disordered of this.rows.disordered(MOST_FAULTS))
        this.found({ kind: 'stream', ...disordered });
    });
    const { events, unprotected, faults, isFull } = this;
    return { events, unprotected, faults, complete: !isFull };
  }

  private get isFull(): boolean {
    return this.faults.length === MOST_FAULTS;
  }

  private page(head: number): void {
    const from = this.position;
    try {
      for (const row of this.rows.behind(from, head, PAGE)) this.see(row);
      if (this.position === from) this.oneByOne(Math.min(from + PAGE, head));
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.oneByOne(Math.min(from + PAGE, head));
    }
  }

  /** Where a page cannot be read as one: finds out which of its events cannot. */
  private oneByOne(last: number): void {
    while (this.position < last && !this.isFull) {
      const position = this.position + 1;
      try {
        const row = this.rows.one(position);
        if (row) this.see(row);
        else this.pass(position, 'missing');
      } catch (error) {
        if (!isDamage(error)) throw error;
        this.pass(position, 'not readable');
      }
    }
  }

  private see(row: StoredRow): void {
    if (row.position > this.position + 1) this.pass(this.position + 1, 'missing');
    const inOrder = row.position > this.position;
    const { position, stream, revision, type } = row;
    const isOurs = stream === null || !isSystemStream(stream);
    if (inOrder) {
      this.ordinal += position - this.position - (isOurs ? 0 : 1);
      this.position = position;
    }
    this.events++;
    const intact = this.rows.isIntact(row);
    if (intact === null) this.unprotected++;
    this.wasProtected ||= row.checksum !== null;
    // Those written without a checksum came before all others.
    const isBare = intact === null && this.wasProtected;
    if (inOrder && intact !== false && !isBare) return;
    const ordinal = isOurs ? this.ordinal : null;
    this.found({ kind: 'event', what: 'other than written', position, ordinal, stream, revision, type });
  }

  private pass(position: number, what: EventFault['what']): void {
    this.position = position;
    this.ordinal++;
    this.found({
      kind: 'event',
      what,
      position,
      ordinal: this.ordinal,
      stream: null,
      revision: null,
      type: null,
    });
  }

  private found(fault: LogFault): void {
    if (!this.isFull) this.faults.push(fault);
  }

  /** A part that damage makes impossible is a fault, and the others go on. */
  private part<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      if (!isDamage(error)) throw error;
      this.found({ kind: 'file', what: (error as Error).message });
      return null;
    }
  }
}
