import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { StoredCheckpoint } from '../checkpoints.js';
import type { AnyProjection } from '../projection.js';
import { ProjectionUnavailable } from '../read-models.js';
import { selectCheckpoints } from './checkpoint-table.js';
import { GenerationReader } from './generation-reader.js';

const BUSY_MS = 2000;

interface Opened {
  readonly database: Database.Database;
  readonly checkpoints: ReturnType<typeof selectCheckpoints>;
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
    return this.open()?.checkpoints(projection) ?? [];
  }

  /**
   * Runs `work` over the generation that `serving` answers, both seeing the same commit. Throws
   * ProjectionUnavailable when the rows are of a version that lacks what is asked for.
   */
  read<T>(
    projection: AnyProjection,
    serving: () => StoredCheckpoint,
    work: (reader: GenerationReader) => T,
  ): T {
    const opened = this.open();
    if (!opened) throw new ProjectionUnavailable(projection.name, 'it is being folded for the first time');
    return opened.database.transaction(() => {
      const { generation, version } = serving();
      try {
        return work(this.reader(opened.database, projection, generation));
      } catch (error) {
        if (!(error instanceof Database.SqliteError) || version === projection.version) throw error;
        throw new ProjectionUnavailable(
          projection.name,
          `version ${projection.version} is being folded beside ${version}`,
        );
      }
    })();
  }

  /** Holds what is committed now while `work` runs. */
  snapshot<T>(work: (database: Database.Database | null) => T): T {
    const opened = this.open();
    return opened ? opened.database.transaction(() => work(opened.database))() : work(null);
  }

  close(): void {
    this.opened?.database.close();
    this.opened = null;
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
      this.opened = { database, checkpoints: selectCheckpoints(database) };
    } catch (error) {
      database.close();
      if (!(error instanceof Database.SqliteError)) throw error;
    }
    return this.opened;
  }
}
