import Database from 'better-sqlite3';
import { WalUpkeep, namingFile } from '#platform/sqlite';
import { generationsOf, type StoredCheckpoint } from '../checkpoints.js';
import { NOTHING_COUNTED } from '../event-counts.js';
import type { AnyProjection } from '../projection.js';
import { fillBoards } from './fill-boards.js';
import { CheckpointTable } from './checkpoint-table.js';
import { compareGenerations, type GenerationComparison } from './generation-comparison.js';
import { GenerationRows } from './generation-rows.js';
import { missingTable } from './missing-table.js';
import { SEEN_TABLE, SeenTable } from './seen-table.js';
import { SWITCH_TABLE, SwitchTable } from './switch-table.js';
import { REMOVE_IT } from './unreadable-read-models.js';
import { tableDifferences, type GenerationAt, type TableDifference } from './table-differences.js';
import {
  CHECKPOINT_TABLE,
  checkNames,
  COVERAGE_TABLE,
  dropDdl,
  FILE_VERSION,
  readingDdl,
  rowsDdl,
} from './schema.js';

const BUSY_MS = 5000;
/** Rows are written together, side by side: large pages are fewer to look for and to split. Files made before keep theirs. */
const PAGE_BYTES = 16_384;
const WAL_PAGES_BEFORE_CHECKPOINT = 7_500;

/**
 * The file of the read models, open for folding. Rows and checkpoints commit together, so that a crash leaves
 * them in step; everything in it can be folded again, hence `synchronous = NORMAL`.
 */
export class ReadModelFile {
  readonly checkpoints: CheckpointTable;
  readonly seen: SeenTable;
  readonly switches: SwitchTable;

  private constructor(private readonly database: Database.Database) {
    this.checkpoints = new CheckpointTable(database);
    this.seen = new SeenTable(database);
    this.switches = new SwitchTable(database);
  }

  /**
   * Creates the file when it is missing; an empty path is a temporary one. What an older build wrote is dropped.
   * Throws when a newer one wrote it, or it is a database of somebody else's.
   */
  static open(path: string): ReadModelFile {
    const database = new Database(path, { timeout: BUSY_MS });
    try {
      database.transaction(() => refuseForeign(database, path))();
      database.pragma(`page_size = ${PAGE_BYTES}`);
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = NORMAL');
      database.pragma('cache_size = -12000');
      database.pragma(`wal_autocheckpoint = ${WAL_PAGES_BEFORE_CHECKPOINT}`);
      database.transaction(() => prepareFile(database)).immediate();
      return new ReadModelFile(database);
    } catch (error) {
      database.close();
      throw namingFile(error, path, 'remove it with its -wal and -shm, and it is folded anew');
    }
  }

  /** Keeps its write-ahead log short for whoever writes it without end. */
  upkeep(): WalUpkeep {
    return new WalUpkeep(this.database);
  }

  /** All of it or, when it throws, nothing. */
  transact<T>(work: () => T): T {
    return this.database.transaction(work).immediate();
  }

  /**
   * Starts a generation after all others, empty, and answers its checkpoint; decisions up to the revision `heard`
   * do not concern it. To be called in a transaction.
   */
  addGeneration(
    projection: AnyProjection,
    ledger: { ledgerId: string; storeId: string; heard?: number },
  ): StoredCheckpoint {
    const earlier = this.checkpoints.all().filter((checkpoint) => checkpoint.projection === projection.name);
    const checkpoint: StoredCheckpoint = {
      projection: projection.name,
      generation: Math.max(0, ...earlier.map(({ generation }) => generation)) + 1,
      version: projection.version,
      ledgerId: ledger.ledgerId,
      ordinal: -1,
      storeId: ledger.storeId,
      position: null,
      ...NOTHING_COUNTED,
      state: 'folding',
      reason: null,
      parkedKeys: [],
      heard: ledger.heard ?? -1,
      rows: 0,
    };
    checkNames(projection);
    this.database.exec(rowsDdl(projection, checkpoint.generation));
    this.checkpoints.insert(checkpoint);
    return checkpoint;
  }

  rows(projection: AnyProjection, { generation, state }: StoredCheckpoint): GenerationRows {
    return new GenerationRows(this.database, projection, generation, state !== 'folding');
  }

  /** Whether it was caught up once: its indexes and boards are there. */
  wasRead({ projection, generation }: StoredCheckpoint): boolean {
    const table = this.database.prepare('SELECT 1 FROM sqlite_schema WHERE name = ?');
    return table.get(`entries:${projection}:${generation}`) !== undefined;
  }

  /**
   * Makes a caught-up generation's indexes and boards and puts it in the place of the serving one, which is
   * kept; drops what was retired before. To be called in a transaction; throws CheckpointLost, and what the
   * projection's boards throw.
   */
  activate(projection: AnyProjection, caughtUp: StoredCheckpoint): StoredCheckpoint {
    const active: StoredCheckpoint = { ...caughtUp, state: 'active' };
    const all = this.checkpoints.all().filter((checkpoint) => checkpoint.projection === projection.name);
    const { serving } = generationsOf(all, projection.name);
    for (const other of all) {
      if (other.generation === caughtUp.generation) continue;
      if (other.generation === serving?.generation)
        this.checkpoints.move(other, { ...other, state: 'retired' });
      else this.drop(other);
    }
    this.checkpoints.move(caughtUp, active);
    for (const statement of readingDdl(projection, caughtUp.generation)) this.database.exec(statement);
    if (projection.boards) fillBoards(this.database, projection, caughtUp.generation);
    return active;
  }

  /** Forgets a generation, rows and all. */
  drop(checkpoint: StoredCheckpoint): void {
    for (const statement of dropDdl(checkpoint.projection, checkpoint.generation))
      this.database.exec(statement);
    this.checkpoints.delete(checkpoint);
  }

  /** How the rows of two generations in here differ. */
  compare(earlier: StoredCheckpoint, later: StoredCheckpoint): GenerationComparison {
    return compareGenerations(this.database, earlier, later);
  }

  /** Name of the table of rows of a generation where it is not in the file; null where it is. */
  missingRows(checkpoint: StoredCheckpoint): string | null {
    return missingTable(this.database, checkpoint, false);
  }

  /** What the verifier found wrong with a generation; null when nothing was. */
  faultOf({ projection, generation }: StoredCheckpoint): string | null {
    const select = this.database.prepare<[string, number], string | null>(
      'SELECT fault FROM coverage WHERE projection = ? AND generation = ?',
    );
    return select.pluck().get(projection, generation) ?? null;
  }

  /** How a generation found elsewhere departs from one in here. */
  differences(projection: AnyProjection, generation: number, found: GenerationAt): Iterable<TableDifference> {
    return tableDifferences(projection, { database: this.database, generation }, found);
  }

  close(): void {
    this.database.close();
  }
}

/** Before anything of it is changed. */
function refuseForeign(database: Database.Database, path: string): void {
  const version = versionOf(database);
  if (version > FILE_VERSION)
    throw new Error(
      `${path} was written by a newer build (version ${version}): use that one, or remove the file and it is folded anew`,
    );
  if (version === 0 && tablesIn(database).length > 0)
    throw new Error(`${path} holds tables and is no file of read models (version 0); ${REMOVE_IT}`);
}

function prepareFile(database: Database.Database): void {
  if (versionOf(database) < FILE_VERSION)
    for (const table of tablesIn(database)) database.exec(`DROP TABLE "${table}"`);
  database.pragma(`user_version = ${FILE_VERSION}`);
  database.exec(CHECKPOINT_TABLE);
  database.exec(SEEN_TABLE);
  database.exec(COVERAGE_TABLE);
  database.exec(SWITCH_TABLE);
}

const versionOf = (database: Database.Database): number =>
  Number(database.pragma('user_version', { simple: true }));

const tablesIn = (database: Database.Database): readonly string[] =>
  database.prepare<[], string>(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all();
