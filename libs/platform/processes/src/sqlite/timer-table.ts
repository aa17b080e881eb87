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
}

/** Timers that have not fired. */
export class TimerTable {
  private readonly insertion;
  private readonly dueRows;
  private readonly deletion;
  private readonly counts;

  constructor(database: Database.Database) {
    this.insertion = database.prepare(`
      INSERT OR IGNORE INTO timers (id, process, key, due_at, end_of, causation_id, correlation_id)
      VALUES (:id, :process, :key, :dueAt, :endOf, :causationId, :correlationId)`);
    this.dueRows = database.prepare<[process: string, now: string, limit: number], StoredTimer>(`
      SELECT id, process, key, due_at AS dueAt, end_of AS endOf, causation_id AS causationId,
             correlation_id AS correlationId
      FROM timers WHERE process = ? AND due_at <= ? ORDER BY due_at, id LIMIT ?`);
    this.deletion = database.prepare<[id: string]>('DELETE FROM timers WHERE id = ?');
    this.counts = database.prepare<[process: string], { pending: number; nextDueAt: string | null }>(
      'SELECT COUNT(*) AS pending, MIN(due_at) AS nextDueAt FROM timers WHERE process = ?',
    );
  }

  /** One that is there stays as it is. */
  set(timer: StoredTimer): void {
    this.insertion.run(timer);
  }

  due(process: string, now: string, limit: number): readonly StoredTimer[] {
    return this.dueRows.all(process, now, limit);
  }

  /** Whether it was there: of two who fire one, one does. */
  take(id: string): boolean {
    return this.deletion.run(id).changes === 1;
  }

  of(process: string): { readonly pending: number; readonly nextDueAt: string | null } {
    return this.counts.get(process) ?? { pending: 0, nextDueAt: null };
  }
}
