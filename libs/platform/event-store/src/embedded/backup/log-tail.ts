import Database from 'better-sqlite3';
import { UnreadableLog } from '../../errors.js';
import type { Connection } from '../log-file.js';
import { readUuid } from '../uuid-bytes.js';
import type { BackupManifest } from './manifest.js';

/** Which store a file is of and where its log ends. */
export type LogTail = Pick<BackupManifest, 'storeId' | 'ordinal' | 'events' | 'last'>;

interface LastRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: Buffer;
}

/** Throws {@link UnreadableLog} when positions are not dense. */
export function tailOf(db: Connection): LogTail {
  const count = (sql: string): number => db.prepare<[], number>(sql).pluck().get() ?? 0;
  const events = count('SELECT count(*) FROM events');
  const system = count(`SELECT count(*) FROM streams s JOIN events e ON e.stream = s.id
    WHERE s.name >= '$' AND s.name < '%'`);
  const last = db
    .prepare<[], LastRow>(
      'SELECT e.position, s.name AS stream, e.revision, e.id FROM events e JOIN streams s ON s.id = e.stream ORDER BY position DESC LIMIT 1',
    )
    .get();
  const first = db.prepare<[], Buffer>('SELECT id FROM events WHERE position = 1').pluck().get();
  if (!last || !first || last.position !== events)
    throw new UnreadableLog(
      `${db.name} holds ${events} events and ends at position ${last?.position ?? 'none'}: some are missing`,
    );
  const { stream, revision, id } = last;
  return {
    storeId: readUuid(first),
    ordinal: events - system - 1,
    events,
    last: { stream, revision, id: readUuid(id) },
  };
}

/** Makes a copied log one whole file, without a write-ahead log beside it. */
export function sealCopy(file: string): void {
  const db = new Database(file, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
  } finally {
    db.close();
  }
}
