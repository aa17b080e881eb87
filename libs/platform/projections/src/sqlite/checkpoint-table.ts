import type { Database, Statement } from 'better-sqlite3';
import type { TurnSnapshot } from '#platform/sqlite';
import { CheckpointLost, type StoredCheckpoint } from '../checkpoints.js';

type Columns = Omit<StoredCheckpoint, 'position' | 'parkedKeys'> & {
  readonly position: string | null;
  /** JSON. */
  readonly parkedKeys: string;
};

const NO_KEYS = '[]';

const SELECT = `
  SELECT projection, generation, version, ledger_id AS ledgerId, ordinal, store_id AS storeId, position, handled,
         waiting, skipped, id_sum AS idSum, state, reason, parked_keys AS parkedKeys, heard, row_count AS rows
  FROM checkpoints`;

/** Reads the checkpoints of one projection or of all. */
export function selectCheckpoints(database: Database): (projection?: string) => readonly StoredCheckpoint[] {
  const all: Statement<[], Columns> = database.prepare(`${SELECT} ORDER BY projection, generation`);
  const one: Statement<[string], Columns> = database.prepare(
    `${SELECT} WHERE projection = ? ORDER BY generation`,
  );
  return (projection) => (projection === undefined ? all.all() : one.all(projection)).map(checkpointOf);
}

/** The same within the snapshots of a connection that only reads: asked again only after somebody else committed. */
export function rememberedCheckpoints(
  database: Database,
  snapshot: Pick<TurnSnapshot, 'use' | 'number'>,
): ReturnType<typeof selectCheckpoints> {
  const select = selectCheckpoints(database);
  const version: Statement<[], number> = database.prepare<[], number>('PRAGMA data_version').pluck();
  const known = new Map<string, readonly StoredCheckpoint[]>();
  let [looked, seen]: [number, number | undefined] = [-1, undefined];
  return (projection = '') => {
    snapshot.use();
    if (snapshot.number !== looked) {
      looked = snapshot.number;
      const now = version.get();
      if (now !== seen) known.clear();
      seen = now;
    }
    let checkpoints = known.get(projection);
    if (!checkpoints)
      known.set(projection, (checkpoints = select(projection === '' ? undefined : projection)));
    return checkpoints;
  };
}

/** The checkpoints of every projection; moved by compare-and-set only. */
export class CheckpointTable {
  private readonly select: ReturnType<typeof selectCheckpoints>;
  private readonly insertOne: Statement<[Columns]>;
  private readonly moveOne: Statement<[Record<string, unknown>]>;
  private readonly remove: Statement<[string, number]>;
  private readonly explain: Statement<[{ reason: string | null }]>;

  constructor(database: Database) {
    this.select = selectCheckpoints(database);
    this.insertOne = database.prepare(
      `INSERT INTO checkpoints VALUES
       (@projection, @generation, @version, @ledgerId, @ordinal, @storeId, @position, @handled,
        @waiting, @skipped, @idSum, @state, @reason, @parkedKeys, @heard, @rows)`,
    );
    this.moveOne = database.prepare(
      `UPDATE checkpoints
       SET ordinal = @ordinal, store_id = @storeId, position = @position, handled = @handled, waiting = @waiting,
           skipped = @skipped, id_sum = @idSum, state = @state, reason = @reason, parked_keys = @parkedKeys, heard = @heard,
           row_count = @rows
       WHERE projection = @projection AND generation = @generation AND ledger_id = @ledgerId
         AND ordinal = @heldOrdinal AND store_id = @heldStoreId AND position IS @heldPosition AND state = @heldState`,
    );
    this.remove = database.prepare('DELETE FROM checkpoints WHERE projection = ? AND generation = ?');
    this.explain = database.prepare(
      `UPDATE checkpoints SET reason = @reason WHERE state IN ('folding', 'active') AND reason IS NOT @reason`,
    );
  }

  all(): readonly StoredCheckpoint[] {
    return this.select();
  }

  insert(checkpoint: StoredCheckpoint): void {
    this.insertOne.run(columns(checkpoint));
  }

  /** Throws {@link CheckpointLost} when it is not where `held` says. */
  move(held: StoredCheckpoint, to: StoredCheckpoint): void {
    const { ordinal, storeId, position, state } = columns(held);
    const { changes } = this.moveOne.run({
      ...columns(to),
      heldOrdinal: ordinal,
      heldStoreId: storeId,
      heldPosition: position,
      heldState: state,
    });
    if (changes !== 1) throw new CheckpointLost(held);
  }

  delete({ projection, generation }: StoredCheckpoint): void {
    this.remove.run(projection, generation);
  }

  /** Says at every projection that is not parked why its reader stopped; null when it goes again. */
  stopped(reason: string | null): void {
    this.explain.run({ reason });
  }
}

const columns = (checkpoint: StoredCheckpoint): Columns => ({
  ...checkpoint,
  position: checkpoint.position === null ? null : String(checkpoint.position),
  parkedKeys: checkpoint.parkedKeys.length === 0 ? NO_KEYS : JSON.stringify(checkpoint.parkedKeys),
});

const checkpointOf = ({ position, parkedKeys, ...rest }: Columns): StoredCheckpoint => ({
  ...rest,
  position: position === null ? null : BigInt(position),
  parkedKeys: parkedKeys === NO_KEYS ? [] : (JSON.parse(parkedKeys) as StoredCheckpoint['parkedKeys']),
});
