import type Database from 'better-sqlite3';
import type { Checkpoint } from '#platform/event-store';

/** How far a process is, and from where on it acts. */
export interface Installed extends Checkpoint {
  readonly name: string;
  readonly version: number;
  /** It has got to its fence; from there on it acts. */
  readonly isInstalled: boolean;
  /** Nothing at or before this ordinal is acted upon; null while only its position is known. */
  readonly fence: number | null;
  /** The ledger's head when it was installed, a position of that store; null where there was none. */
  readonly fencePosition: bigint | null;
}

/** A process's checkpoint is not where its reader left it: somebody else leads. Nothing was written. */
export class CheckpointLost extends Error {
  override readonly name = 'CheckpointLost';
  constructor({ name, ordinal }: Installed) {
    super(`the checkpoint of process ${name} is no longer at ordinal ${ordinal}: another reader took over`);
  }
}

interface ProcessRow {
  readonly name: string;
  readonly version: number;
  readonly ledger_id: string;
  readonly is_installed: number;
  readonly fence: number | null;
  readonly fence_position: string | null;
  readonly ordinal: number;
  readonly store_id: string;
  readonly position: string | null;
}

/** Checkpoints of the processes, and what each remembers by key. */
export class ProcessTable {
  private readonly rows;
  private readonly saving;
  private readonly moving;
  private readonly forgetting;
  private readonly reading;
  private readonly keeping;
  private readonly dropping;

  constructor(database: Database.Database) {
    this.rows = database.prepare<[], ProcessRow>('SELECT * FROM processes ORDER BY name');
    this.saving = database.prepare(`
      INSERT OR REPLACE INTO processes
        (name, version, ledger_id, is_installed, fence, fence_position, ordinal, store_id, position)
      VALUES (:name, :version, :ledgerId, :isInstalled, :fence, :fencePosition, :ordinal, :storeId, :position)`);
    this.moving = database.prepare(`
      UPDATE processes SET ordinal = :ordinal, store_id = :storeId, position = :position, fence = :fence,
        is_installed = :isInstalled
      WHERE name = :name AND ordinal = :from AND version = :version`);
    this.forgetting = database.prepare<[process: string]>('DELETE FROM states WHERE process = ?');
    this.reading = database.prepare<[process: string, key: string], { state: string }>(
      'SELECT state FROM states WHERE process = ? AND key = ?',
    );
    this.keeping = database.prepare<[process: string, key: string, state: string]>(
      'INSERT OR REPLACE INTO states (process, key, state) VALUES (?, ?, ?)',
    );
    this.dropping = database.prepare<[process: string, key: string]>(
      'DELETE FROM states WHERE process = ? AND key = ?',
    );
  }

  all(): readonly Installed[] {
    return this.rows.all().map((row) => ({
      name: row.name,
      version: row.version,
      ledgerId: row.ledger_id,
      isInstalled: row.is_installed === 1,
      fence: row.fence,
      fencePosition: row.fence_position === null ? null : BigInt(row.fence_position),
      ordinal: row.ordinal,
      storeId: row.store_id,
      position: row.position === null ? null : BigInt(row.position),
    }));
  }

  /** Installs it, without a memory. */
  install(installed: Installed): void {
    this.forgetting.run(installed.name);
    this.saving.run(asParameters(installed));
  }

  /** Throws {@link CheckpointLost} unless it stands where `held` says. */
  move(held: Installed, to: Installed): void {
    if (this.moving.run({ ...asParameters(to), from: held.ordinal }).changes !== 1)
      throw new CheckpointLost(held);
  }

  state(process: string, key: string): object | null {
    const row = this.reading.get(process, key);
    return row ? (JSON.parse(row.state) as object) : null;
  }

  remember(process: string, key: string, state: object | null): void {
    if (state === null) this.dropping.run(process, key);
    else this.keeping.run(process, key, JSON.stringify(state));
  }
}

const asParameters = ({ fencePosition, position, isInstalled, ...installed }: Installed): object => ({
  ...installed,
  isInstalled: Number(isInstalled),
  fencePosition: fencePosition?.toString() ?? null,
  position: position?.toString() ?? null,
});
