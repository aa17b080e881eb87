import type Database from 'better-sqlite3';
import type { DispatchedCommand } from '../dispatched-command.js';
import type { ParkedCommand } from '../status.js';

const SHOWN = 200;

interface OutboxRow {
  readonly id: string;
  readonly process: string;
  readonly key: string;
  readonly command: string;
  readonly data: string;
  readonly reason: string | null;
  readonly causation_id: string;
  readonly correlation_id: string;
  readonly traceparent: string | null;
  readonly attempts: number;
}

/** A command that waits to be done, and how often it failed. */
export interface WaitingCommand {
  readonly command: DispatchedCommand;
  readonly attempts: number;
}

/**
 * Commands that are intended and not yet done; a row goes when its command is done or given up. Commands about one
 * key of a process are done in their order: behind one that waits or is parked the later ones wait, too.
 */
export class OutboxTable {
  private readonly insertion;
  private readonly waiting;
  private readonly deletion;
  private readonly failure;
  private readonly parking;
  private readonly releasing;
  private readonly counts;
  private readonly shown;

  constructor(database: Database.Database) {
    this.insertion = database.prepare(`
      INSERT OR IGNORE INTO outbox
        (id, process, key, command, data, reason, causation_id, correlation_id, traceparent)
      VALUES (:id, :process, :key, :command, :data, :reason, :causationId, :correlationId, :traceparent)`);
    this.waiting = database.prepare<[now: number, limit: number], OutboxRow>(`
      SELECT id, process, key, command, data, reason, causation_id, correlation_id, traceparent, attempts
      FROM outbox AS row
      WHERE parked_since IS NULL AND retry_at <= ? AND NOT EXISTS (
        SELECT 1 FROM outbox AS earlier
        WHERE earlier.process = row.process AND earlier.key = row.key AND earlier.seq < row.seq
      ) ORDER BY seq LIMIT ?`);
    this.deletion = database.prepare<[id: string]>('DELETE FROM outbox WHERE id = ?');
    this.failure = database.prepare<[retryAt: number, id: string]>(
      'UPDATE outbox SET attempts = attempts + 1, retry_at = ? WHERE id = ?',
    );
    this.parking = database.prepare<[since: string, reason: string, id: string]>(
      'UPDATE outbox SET parked_since = ?, parked_reason = ? WHERE id = ?',
    );
    this.releasing = database.prepare<[id: string]>(
      `UPDATE outbox SET parked_since = NULL, parked_reason = NULL, attempts = 0, retry_at = 0
       WHERE id = ? AND parked_since IS NOT NULL`,
    );
    this.counts = database.prepare<[process: string], { waits: number; parked: number }>(`
      SELECT COUNT(*) - COUNT(parked_since) AS waits, COUNT(parked_since) AS parked FROM outbox WHERE process = ?`);
    this.shown = database.prepare<[process: string], ParkedCommand>(`
      SELECT id, key, command, parked_reason AS reason, parked_since AS since FROM outbox
      WHERE process = ? AND parked_since IS NOT NULL ORDER BY parked_since, seq LIMIT ${SHOWN}`);
  }

  add(command: DispatchedCommand): void {
    const { reason = null, traceparent = null, data } = command;
    this.insertion.run({ ...command, reason, traceparent, data: JSON.stringify(data) });
  }

  /** The first of each key that may go now; `now` in milliseconds since 1970. Rows on their way are among them. */
  next(now: number, limit: number): readonly WaitingCommand[] {
    return this.waiting
      .all(now, limit)
      .map(({ data, reason, causation_id, correlation_id, traceparent, attempts, ...row }) => ({
        attempts,
        command: {
          ...row,
          data: JSON.parse(data) as object,
          ...(reason !== null && { reason }),
          causationId: causation_id,
          correlationId: correlation_id,
          ...(traceparent !== null && { traceparent }),
        },
      }));
  }

  /** Done or given up. */
  remove(id: string): void {
    this.deletion.run(id);
  }

  failed(id: string, retryAt: number): void {
    this.failure.run(retryAt, id);
  }

  park(id: string, since: string, reason: string): void {
    this.parking.run(since, reason, id);
  }

  /** A parked one may go again; any other is left as it is. */
  release(id: string): void {
    this.releasing.run(id);
  }

  of(process: string): {
    readonly open: number;
    readonly parked: number;
    readonly shown: readonly ParkedCommand[];
  } {
    const { waits, parked } = this.counts.get(process) ?? { waits: 0, parked: 0 };
    return { open: waits, parked, shown: parked === 0 ? [] : this.shown.all(process) };
  }
}
