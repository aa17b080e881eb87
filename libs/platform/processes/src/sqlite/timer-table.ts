import type Database from 'better-sqlite3';

/** A timer as it is kept. */
export interface StoredTimer {
  /** Derived from process, key and instant. */
  readonly id: string;
  readonly process: string;
  readonly key: string;
  readonly dueAt: string;
  readonly endOf: string | null;
  /** The event that set it first. */
  readonly causationId: string;
  readonly correlationId: string;
  readonly traceparent?: string;
}

/** A timer to be kept. */
export interface WantedTimer extends StoredTimer {
  /** Set by an event from before the installation: whether it counts is seen at the end of that. */
  readonly isProvisional: boolean;
}

interface TimerRow extends Omit<StoredTimer, 'traceparent'> {
  readonly traceparent: string | null;
}

/** Timers that have not fired. */
export class TimerTable {
  private readonly insertion;
  private readonly dueRows;
  private readonly deletion;
  private readonly pruning;
  private readonly confirming;
  private readonly counts;

  constructor(database: Database.Database) {
    this.insertion = database.prepare(`
      INSERT INTO timers
        (id, process, key, due_at, end_of, is_provisional, causation_id, correlation_id, traceparent)
      VALUES (:id, :process, :key, :dueAt, :endOf, :isProvisional, :causationId, :correlationId, :traceparent)
      ON CONFLICT (id) DO UPDATE SET is_provisional = MIN(is_provisional, excluded.is_provisional)`);
    this.pruning = database.prepare<[process: string, until: string]>(
      'DELETE FROM timers WHERE process = ? AND is_provisional = 1 AND due_at <= ?',
    );
    this.confirming = database.prepare<[process: string]>(
      'UPDATE timers SET is_provisional = 0 WHERE process = ? AND is_provisional = 1',
    );
    this.dueRows = database.prepare<[process: string, now: string, limit: number], TimerRow>(`
      SELECT id, process, key, due_at AS dueAt, end_of AS endOf, causation_id AS causationId,
             correlation_id AS correlationId, traceparent
      FROM timers WHERE process = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`);
    this.deletion = database.prepare<[id: string]>('DELETE FROM timers WHERE id = ?');
    this.counts = database.prepare<[process: string], { pending: number; nextDueAt: string | null }>(
      'SELECT COUNT(*) AS pending, MIN(due_at) AS nextDueAt FROM timers WHERE process = ?',
    );
  }

  /** One that is there stays; it is no longer provisional when this one is not. */
  set(timer: WantedTimer): void {
    const { traceparent = null, isProvisional } = timer;
    this.insertion.run({ ...timer, traceparent, isProvisional: Number(isProvisional) });
  }

  /** Of the provisional ones those due after this instant count, the others go. */
  confirm(process: string, until: string): void {
    this.pruning.run(process, until);
    this.confirming.run(process);
  }

  due(process: string, now: string, limit: number): readonly StoredTimer[] {
    return this.dueRows
      .all(process, now, limit)
      .map(({ traceparent, ...row }) => ({ ...row, ...(traceparent !== null && { traceparent }) }));
  }

  /** Whether it was there: of two who fire one, one does. */
  take(id: string): boolean {
    return this.deletion.run(id).changes === 1;
  }

  of(process: string): { readonly pending: number; readonly nextDueAt: string | null } {
    return this.counts.get(process) ?? { pending: 0, nextDueAt: null };
  }
}
