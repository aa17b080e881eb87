import Database, { type Statement } from 'better-sqlite3';
import { sqliteCode } from '#platform/sqlite';
import type { StoredCheckpoint } from '../checkpoints.js';
import type { CoverageMark } from '../verifier/coverage-mark.js';
import type { RowCounts } from '../verifier/row-inspection.js';
import { selectCheckpoints } from './checkpoint-table.js';
import { sealOf, type SealedRow } from './row-seal.js';
import { FILE_VERSION, tablesOf } from './schema.js';

const BUSY_MS = 100;

type Columns = Omit<CoverageMark, 'position'> & { readonly position: string | null };

const SELECT_MARKS = `
  SELECT projection, generation, ordinal, store_id AS storeId, position, recounted, id_sum AS idSum, fault
  FROM coverage`;

/** What the verifier found up to now. */
export function selectMarks(database: Database.Database): () => readonly CoverageMark[] {
  const select: Statement<[], Columns> = database.prepare(SELECT_MARKS);
  return () =>
    select.all().map(({ position, ...rest }) => ({
      ...rest,
      position: position === null ? null : BigInt(position),
    }));
}

/** The read-model file as the verifier sees it: over a connection of its own, which writes marks and seals only. */
export class VerifierFile {
  private readonly database: Database.Database;
  private readonly selectCheckpoints: ReturnType<typeof selectCheckpoints>;
  private readonly selectMarks: ReturnType<typeof selectMarks>;
  private readonly pages = new Map<string, Statement<[string, number], SealedRow>>();

  /** Throws when the file is not there or not of this build. */
  constructor(path: string, { readonly }: { readonly readonly: boolean }) {
    const database = new Database(path, { readonly, fileMustExist: true, timeout: BUSY_MS });
    try {
      database.pragma('wal_autocheckpoint = 0');
      database.pragma('cache_size = -2000');
      const version = Number(database.pragma('user_version', { simple: true }));
      if (version !== FILE_VERSION)
        throw new Error(`${path} has version ${version}, this build reads version ${FILE_VERSION}`);
      this.selectCheckpoints = selectCheckpoints(database);
      this.selectMarks = selectMarks(database);
      this.database = database;
    } catch (error) {
      database.close();
      throw error;
    }
  }

  /** All of one commit. */
  checkpoints(): readonly StoredCheckpoint[] {
    return this.selectCheckpoints();
  }

  marks(): readonly CoverageMark[] {
    return this.selectMarks();
  }

  /** Exchanges all marks; answers false when others write just now, and nothing is kept. */
  saveMarks(marks: readonly CoverageMark[]): boolean {
    return this.wrote(() => {
      this.database.prepare('DELETE FROM coverage').run();
      const insert = this.database.prepare('INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?, ?)');
      for (const { projection, generation, ordinal, storeId, position, recounted, idSum, fault } of marks)
        insert.run(
          projection,
          generation,
          ordinal,
          storeId,
          position === null ? null : String(position),
          recounted,
          idSum,
          fault,
        );
    });
  }

  /** Rows of a generation after a key, in the order of keys; none when the generation is gone. */
  rows({ projection, generation }: StoredCheckpoint, after: string, limit: number): readonly SealedRow[] {
    const { rows } = tablesOf(projection, generation);
    try {
      let page = this.pages.get(rows);
      if (!page) {
        page = this.database.prepare(
          `SELECT key, row, ordinal, revision, seal FROM ${rows} WHERE key > ? ORDER BY key LIMIT ?`,
        );
        this.pages.set(rows, page);
      }
      return page.all(after, limit);
    } catch (error) {
      if (sqliteCode(error) !== 'SQLITE_ERROR') throw error;
      this.pages.delete(rows);
      return [];
    }
  }

  /** Rows that lie in the file and rows its checkpoint says were written, of one moment; null when the generation is gone. */
  counts({ projection, generation }: StoredCheckpoint): RowCounts | null {
    try {
      const { rows } = tablesOf(projection, generation);
      const count = this.database.prepare<[string, number], RowCounts>(
        `SELECT (SELECT count(*) FROM ${rows}) AS lying, row_count AS written
         FROM checkpoints WHERE projection = ? AND generation = ?`,
      );
      return count.get(projection, generation) ?? null;
    } catch (error) {
      if (sqliteCode(error) !== 'SQLITE_ERROR') throw error;
      return null;
    }
  }

  /** Seals rows that were written in bulk, as they were read; false when others write just now. */
  seal({ projection, generation }: StoredCheckpoint, rows: readonly SealedRow[]): boolean {
    return this.wrote(() => {
      const update = this.database.prepare(
        `UPDATE ${tablesOf(projection, generation).rows} SET seal = ?
         WHERE key = ? AND seal IS NULL AND ordinal = ? AND revision = ? AND row = ?`,
      );
      for (const { key, row, ordinal, revision } of rows)
        update.run(sealOf(key, row, ordinal, revision), key, ordinal, revision, row);
    });
  }

  close(): void {
    this.database.close();
  }

  private wrote(work: () => void): boolean {
    try {
      this.database.transaction(work).immediate();
      return true;
    } catch (error) {
      if (sqliteCode(error)?.startsWith('SQLITE_BUSY')) return false;
      throw error;
    }
  }
}
