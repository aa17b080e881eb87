import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ListPage } from '#platform/http';
import { InvalidCursor } from '#platform/projections';
import { type BoardReader, type Ranking, ScoreBoards } from './score-boards.js';

export class ListLeaderboard {
  constructor(
    readonly cycleId: string,
    readonly reader: BoardReader,
    readonly limit: number,
    readonly cursor: string | undefined,
  ) {}
}

@QueryHandler(ListLeaderboard)
export class ListLeaderboardHandler implements IQueryHandler<ListLeaderboard> {
  constructor(private readonly boards: ScoreBoards) {}

  execute({ cycleId, reader, limit, cursor }: ListLeaderboard): Promise<ListPage<Ranking>> {
    const board = this.boards.boardFor(cycleId, reader);
    const after = cursor === undefined ? undefined : readPlace(cursor, board);
    const found = this.boards.rows.top(board, limit + 1, after);
    const members = found.slice(0, limit);
    const last = members.at(-1);
    const items = this.boards.rankings(members);
    return Promise.resolve(
      found.length > limit && last ? { items, cursor: writePlace(board, last) } : { items },
    );
  }
}

interface Place {
  readonly value: number;
  readonly key: string;
}

/** Where a page ended; good for its own board only. */
const writePlace = (board: string, { value, key }: Place): string =>
  Buffer.from(JSON.stringify([board, value, key])).toString('base64url');

function readPlace(cursor: string, board: string): Place {
  const [of, value, key] = partsOf(cursor);
  if (of !== board || !Number.isSafeInteger(value) || typeof key !== 'string')
    throw new InvalidCursor('the cursor belongs to another board');
  return { value: value as number, key };
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    throw new InvalidCursor('not a cursor');
  }
}
