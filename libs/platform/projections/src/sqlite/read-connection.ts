import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { sqliteCode, TurnSnapshot } from '#platform/sqlite';
import type { StoredCheckpoint } from '../checkpoints.js';
import type { AnyProjection } from '../projection.js';
import { type GenerationSwitch, ProjectionUnavailable } from '../read-models.js';
import type { CoverageMark } from '../verifier/coverage-mark.js';
import { rememberedCheckpoints, type selectCheckpoints } from './checkpoint-table.js';
import { GenerationReader } from './generation-reader.js';
import type { ReadModelFile } from './read-model-file.js';
import { selectMarks } from './mark-table.js';
import { missingTable } from './missing-table.js';
import { BrokenSeal } from './row-seal.js';
import { isNotThereYet } from './sqlite-codes.js';
import { selectSwitches } from './switch-table.js';
import { countRows, type TableDifference } from './table-differences.js';

const BUSY_MS = 2000;

interface Opened {
  readonly database: Database.Database;
  readonly checkpoints: ReturnType<typeof selectCheckpoints>;
  readonly marks: ReturnType<typeof selectMarks>;
  readonly switches: ReturnType<typeof selectSwitches>;
  readonly snapshot: TurnSnapshot;
}

export interface ComparedGenerations {
  readonly rows: number;
  /** Found while they are iterated. */
  readonly differences: Iterable<TableDifference>;
}

/** A read-only connection to a read-model file that may not be there yet. */
export class ReadConnection {
  private opened: Opened | null = null;
  private readonly readers = new Map<
    string,
    { readonly generation: number; readonly reader: GenerationReader }
  >();

  constructor(private readonly path: string) {}

  /** Of one projection or of all; none before the file is there. */
  checkpoints(projection?: string): readonly StoredCheckpoint[] {
    try {
      return this.open()?.checkpoints(projection) ?? [];
    } catch (error) {
      throw this.translated(error, projection ?? 'any');
    }
  }

  /** What the verifier found up to now. */
  marks(): readonly CoverageMark[] {
    try {
      return this.open()?.marks() ?? [];
    } catch (error) {
      throw this.translated(error, 'any');
    }
  }

  /** What became of the rows at each projection's last switch. */
  switches(): ReadonlyMap<string, GenerationSwitch> {
    try {
      return this.open()?.switches() ?? new Map<string, GenerationSwitch>();
    } catch (error) {
      throw this.translated(error, 'any');
    }
  }

  /**
   * Runs `work` over the generation that `serving` answers, both seeing the same commit, as does every read of this turn of the loop. Throws
   * ProjectionUnavailable when the file cannot be read, or the rows are of a version that lacks what is asked for.
   */
  read<T>(
    projection: AnyProjection,
    serving: () => StoredCheckpoint,
    work: (reader: GenerationReader) => T,
  ): T {
    const opened = this.open();
    if (!opened) throw new ProjectionUnavailable(projection.name, 'it is being folded for the first time');
    let { version } = projection;
    try {
      opened.snapshot.use();
      const held = serving();
      version = held.version;
      return work(this.reader(opened.database, projection, held.generation));
    } catch (error) {
      if (sqliteCode(error) !== 'SQLITE_ERROR' || version === projection.version)
        throw this.translated(error, projection.name);
      throw new ProjectionUnavailable(
        projection.name,
        `version ${projection.version} is being folded beside ${version}`,
      );
    }
  }

  /** From now on every look sees what is committed now, until {@link close}. */
  hold(): void {
    const opened = this.open();
    opened?.snapshot.end();
    opened?.database.exec('BEGIN');
    opened?.checkpoints();
  }

  /** A table that a generation has to have and that is not here; null when none is. */
  missingTable({ boards }: AnyProjection, held: StoredCheckpoint): string | null {
    const opened = this.open();
    return opened ? missingTable(opened.database, held, boards !== undefined) : null;
  }

  /** A generation here beside one of another file, which says how it should be. */
  compare(
    projection: AnyProjection,
    generation: number,
    expected: ReadModelFile,
    expectedGeneration: number,
  ): ComparedGenerations {
    const opened = this.open();
    if (!opened) throw new ProjectionUnavailable(projection.name, 'it is being folded for the first time');
    const found = { database: opened.database, generation };
    return {
      rows: countRows(projection, found),
      differences: expected.differences(projection, expectedGeneration, found),
    };
  }

  /** What was committed up to now is seen by every later look. */
  refresh(): void {
    this.opened?.snapshot.end();
  }

  close(): void {
    this.opened?.database.close();
    this.opened = null;
  }

  private translated(error: unknown, projection: string): unknown {
    if (error instanceof BrokenSeal) return new ProjectionUnavailable(projection, error.message);
    const code = sqliteCode(error);
    if (code === null) return error;
    return new ProjectionUnavailable(projection, `${this.path} cannot be read (${code})`);
  }

  private reader(
    database: Database.Database,
    projection: AnyProjection,
    generation: number,
  ): GenerationReader {
    const known = this.readers.get(projection.name);
    if (known?.generation === generation) return known.reader;
    const reader = new GenerationReader(database, projection, generation);
    this.readers.set(projection.name, { generation, reader });
    return reader;
  }

  private open(): Opened | null {
    if (this.opened || !existsSync(this.path)) return this.opened;
    const database = new Database(this.path, { readonly: true, timeout: BUSY_MS });
    try {
      database.pragma('query_only = true');
      database.pragma('cache_size = -2000');
      const snapshot = new TurnSnapshot(database);
      this.opened = {
        database,
        checkpoints: rememberedCheckpoints(database, snapshot),
        marks: selectMarks(database),
        switches: selectSwitches(database),
        snapshot,
      };
    } catch (error) {
      database.close();
      if (!isNotThereYet(error)) throw error;
    }
    return this.opened;
  }
}
