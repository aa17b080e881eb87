import { generationsOf, type StoredCheckpoint } from '../checkpoints.js';
import { boardsOf } from '../encode-row.js';
import type { LedgerHere } from '../plan.js';
import type { AnyProjection } from '../projection.js';
import {
  ProjectionUnavailable,
  type ProjectionStatus,
  type ReadModel,
  type ReadModels,
} from '../read-models.js';
import type { GenerationReader } from './generation-reader.js';
import { PositionWaiters } from './position-waiters.js';
import { ReadConnection } from './read-connection.js';
import { statusOf } from './projection-status.js';
import { checkLimit } from './row-query.js';

export interface ReadModelParts {
  /** Path of the read-model file; it may come into being later. */
  readonly file: string;
  readonly projections: readonly AnyProjection[];
  /** The ledger and store that are served: rows of another ledger are refused, positions of another store do not count. */
  readonly ledger: LedgerHere;
}

/** Read models from their file, over a read-only connection of its own; safe beside the projector's thread or process. */
export class SqliteReadModels implements ReadModels {
  private readonly connection: ReadConnection;
  private readonly waiters: PositionWaiters;

  constructor(private readonly parts: ReadModelParts) {
    this.connection = new ReadConnection(parts.file);
    this.waiters = new PositionWaiters((name) => this.serving(name), parts.ledger.storeId);
  }

  of<Row extends object>(projection: Pick<AnyProjection, 'name' | 'version'>): ReadModel<Row> {
    const known = this.known(projection.name);
    const read = <T>(work: (reader: GenerationReader) => T): T => this.read(known, work);
    const model: ReadModel<object> = {
      get: (key) => model.find(key)?.row ?? null,
      find: (key) => {
        this.refuseParked(known.name, [key]);
        return read((reader) => reader.find(key));
      },
      getMany: (keys) => {
        this.refuseParked(known.name, keys);
        return read((reader) => rowsOf(reader, keys));
      },
      list: (query) => {
        const page = read((reader) => reader.list(query));
        this.refuseParked(known.name, page.items.map(keyOf));
        return page;
      },
      top: (board, limit, after) => {
        checkLimit(limit);
        const members = read((reader) => reader.boards.top(board, limit, after));
        this.refuseParked(known.name, members.map(keyOf));
        return members;
      },
      around: (board, key, neighbours) => {
        checkLimit(neighbours + 1);
        const members = read((reader) => around(known, reader, board, key, neighbours));
        this.refuseParked(known.name, [key, ...(members ?? []).map(keyOf)]);
        return members;
      },
      countAbove: (board, value) => read((reader) => reader.boards.countAbove(board, value)),
    };
    return model as ReadModel<Row>;
  }

  /** How every projection stands, by name. */
  status(): readonly ProjectionStatus[] {
    const stored = this.connection.checkpoints();
    const marks = this.connection.marks();
    const switches = this.connection.switches();
    return this.parts.projections.map((projection) => statusOf(projection, stored, marks, switches));
  }

  /**
   * Resolves when all of these stand at or after the position. Rejects with ProjectionUnavailable at once when
   * one is parked, its reader stopped, or too many wait already; with PositionNotReached past the deadline.
   */
  waitFor(names: readonly string[], position: bigint, deadlineMs: number): Promise<void> {
    return this.waiters.wait(
      names.map((name) => this.known(name).name),
      position,
      deadlineMs,
    );
  }

  /** How many of its keys wait for an operator. */
  parkedKeys(name: string): number {
    const { serving } = generationsOf(this.connection.checkpoints(name), name);
    return serving?.parkedKeys.length ?? 0;
  }

  /** Something was committed: whoever waits looks at once. */
  poke(): void {
    this.connection.refresh();
    this.waiters.look();
  }

  close(): void {
    this.waiters.close();
    this.connection.close();
  }

  private known(name: string): AnyProjection {
    const known = this.parts.projections.find((projection) => projection.name === name);
    if (!known) throw new Error(`no projection ${name}`);
    return known;
  }

  private read<T>(projection: AnyProjection, work: (reader: GenerationReader) => T): T {
    return this.connection.read(projection, () => this.serving(projection.name), work);
  }

  /** A parked key's row is not what the ledger says, nor is an answer that holds it. */
  private refuseParked(name: string, keys: readonly string[]): void {
    const { parkedKeys } = this.serving(name);
    if (parkedKeys.length === 0) return;
    const asked = new Set(keys);
    const parked = parkedKeys.find(({ key }) => asked.has(key));
    if (parked) throw new ProjectionUnavailable(name, `key ${parked.key} is parked: ${parked.reason}`);
  }

  private serving(name: string): StoredCheckpoint {
    const { serving } = generationsOf(this.connection.checkpoints(name), name);
    if (!serving) throw new ProjectionUnavailable(name, 'it is being folded for the first time');
    if (serving.ledgerId !== this.parts.ledger.ledgerId)
      throw new ProjectionUnavailable(name, `its rows were folded from another ledger, ${serving.ledgerId}`);
    if (serving.state === 'parked') throw new ProjectionUnavailable(name, serving.reason ?? 'parked');
    return serving;
  }
}

function rowsOf(reader: GenerationReader, keys: readonly string[]): ReadonlyMap<string, object> {
  const rows = new Map<string, object>();
  for (const key of keys) {
    const found = reader.find(key);
    if (found) rows.set(key, found.row);
  }
  return rows;
}

function around(
  projection: AnyProjection,
  reader: GenerationReader,
  board: string,
  key: string,
  neighbours: number,
) {
  const found = reader.find(key);
  const entry = found && boardsOf(projection, found.row, key).find((place) => place.board === board);
  return entry ? reader.boards.around(board, key, entry.value, neighbours) : null;
}

const keyOf = ({ key }: { readonly key: string }): string => key;
