import Database from 'better-sqlite3';
import type { LastSeen } from '#platform/event-store';
import { sqliteCode, structureFaults } from '#platform/sqlite';
import type { StoredCheckpoint } from '../checkpoints.js';
import type { AnyProjection } from '../projection.js';
import type { CoverageMark } from '../verifier/coverage-mark.js';
import type { RowCounts } from '../verifier/row-inspection.js';
import { selectCheckpoints } from './checkpoint-table.js';
import { type InspectedBoard, InspectedBoards } from './inspected-boards.js';
import { type InspectedRow, InspectedRows } from './inspected-rows.js';
import { selectMarks } from './mark-table.js';
import { missingTable } from './missing-table.js';
import { sealOf, type SealedRow } from './row-seal.js';
import { FILE_VERSION, tablesOf } from './schema.js';
import { SeenTable } from './seen-table.js';
import { translated, UnreadableReadModels } from './unreadable-read-models.js';

const BUSY_MS = 100;
/** In KiB, negative as SQLite has it. Rows are looked for in each index at random: with more pages in memory a third faster. */
const CACHE_OF_A_WHOLE_FILE = -64_000;
const CACHE = -2_000;

/** The read-model file as the verifier sees it: over a connection of its own, which writes marks and seals only. */
export class VerifierFile {
  private readonly database: Database.Database;
  private readonly selectCheckpoints: ReturnType<typeof selectCheckpoints>;
  private readonly selectMarks: ReturnType<typeof selectMarks>;
  private readonly pages = new Map<string, InspectedRows>();
  private readonly boards = new Map<string, InspectedBoards>();

  /**
   * `projections` say where rows have to stand. Throws UnreadableReadModels when the file is not of this build, and
   * SQLite's error when it is not there.
   */
  constructor(
    path: string,
    { readonly }: { readonly readonly: boolean },
    private readonly projections: readonly AnyProjection[] = [],
  ) {
    const database = new Database(path, { readonly, fileMustExist: true, timeout: BUSY_MS });
    try {
      database.pragma('wal_autocheckpoint = 0');
      database.pragma(`cache_size = ${CACHE}`);
      const version = Number(database.pragma('user_version', { simple: true }));
      if (version !== FILE_VERSION)
        throw new UnreadableReadModels(path, [
          `it has version ${version}, this build reads version ${FILE_VERSION}`,
        ]);
      this.selectCheckpoints = selectCheckpoints(database);
      this.selectMarks = selectMarks(database);
      this.database = database;
    } catch (error) {
      database.close();
      throw translated(error, path);
    }
  }

  /** What {@link structureFaults} says. */
  structure(): readonly string[] {
    this.database.pragma(`cache_size = ${CACHE_OF_A_WHOLE_FILE}`);
    const faults = structureFaults(this.database);
    this.database.pragma(`cache_size = ${CACHE}`);
    return faults;
  }

  /** All of one commit. */
  checkpoints(): readonly StoredCheckpoint[] {
    return this.selectCheckpoints();
  }

  /** The furthest entry of the ledger that any rows were folded up to. */
  lastSeen(): LastSeen | null {
    return new SeenTable(this.database).last();
  }

  marks(): readonly CoverageMark[] {
    return this.selectMarks();
  }

  /** Exchanges all marks; answers false when others write just now, and nothing is kept. */
  saveMarks(marks: readonly CoverageMark[]): boolean {
    return this.wrote(() => {
      this.database.prepare('DELETE FROM coverage').run();
      const insert = this.database.prepare('INSERT INTO coverage VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
      for (const { position, isSealed, ...mark } of marks)
        insert.run(
          mark.projection,
          mark.generation,
          mark.ordinal,
          mark.storeId,
          position === null ? null : String(position),
          mark.recounted,
          mark.idSum,
          mark.fault,
          isSealed ? 1 : 0,
        );
    });
  }

  /** Rows of a generation after a key, in the order of keys; none when the generation is gone. */
  rows(generation: StoredCheckpoint, after: string, limit: number): readonly InspectedRow[] {
    const name = identity(generation);
    const projection = this.projectionOf(generation);
    const open = () => new InspectedRows(this.database, generation, projection);
    return unlessGone(this.pages, name, open, (rows) => rows.page(after, limit)) ?? [];
  }

  /** The first board of a generation after one; null when none is left, or the generation is gone or has none yet. */
  nextBoard(generation: StoredCheckpoint, after: string): InspectedBoard | null {
    if (!this.projectionOf(generation)?.boards) return null;
    const open = () => new InspectedBoards(this.database, generation);
    return unlessGone(this.boards, identity(generation), open, (boards) => boards.next(after));
  }

  /** A table that a generation has to have and that is not in the file; null when none is, or the generation is gone. */
  missingTable(generation: StoredCheckpoint): string | null {
    return this.database.transaction(() => {
      const held = this.heldOf(generation);
      return held ? missingTable(this.database, held, this.projectionOf(held)?.boards !== undefined) : null;
    })();
  }

  /** Rows and entries that lie in the file, and its checkpoint, of one moment; null when the generation is gone. */
  counts(generation: StoredCheckpoint): RowCounts | null {
    const { rows, entries } = tablesOf(generation.projection, generation.generation);
    const count = (table: string): number | null =>
      unlessMissing(
        () => this.database.prepare<[], number>(`SELECT count(*) FROM ${table}`).pluck().get() ?? 0,
      );
    return this.database.transaction(() => {
      const held = this.heldOf(generation);
      const lying = count(rows);
      if (!held || lying === null) return null;
      const isPlaced = this.projectionOf(generation)?.boards !== undefined;
      return { lying, written: held.rows, standing: isPlaced ? count(entries) : null, held };
    })();
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

  private heldOf({ projection, generation }: StoredCheckpoint): StoredCheckpoint | undefined {
    return this.selectCheckpoints(projection).find((other) => other.generation === generation);
  }

  /** Null for rows of another version than this build folds. */
  private projectionOf({ projection, version }: StoredCheckpoint): AnyProjection | null {
    return this.projections.find((each) => each.name === projection && each.version === version) ?? null;
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

/** Throws UnreadableReadModels when the file is none of this build. */
export const refuseUnreadable = (path: string): void => new VerifierFile(path, { readonly: true }).close();

const identity = ({ projection, generation, version, state }: StoredCheckpoint): string =>
  JSON.stringify([projection, generation, version, state]);

/** Reads through what was prepared for a generation; null when its tables are not there. */
function unlessGone<Reader, Read>(
  readers: Map<string, Reader>,
  name: string,
  open: () => Reader,
  read: (reader: Reader) => Read,
): Read | null {
  const found = unlessMissing(() => {
    const reader = readers.get(name) ?? open();
    readers.set(name, reader);
    return { read: read(reader) };
  });
  if (!found) readers.delete(name);
  return found?.read ?? null;
}

function unlessMissing<Read>(read: () => Read): Read | null {
  try {
    return read();
  } catch (error) {
    if (sqliteCode(error) !== 'SQLITE_ERROR') throw error;
    return null;
  }
}
