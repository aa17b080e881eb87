import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import type { ListPage } from '#platform/http';
import { InvalidCursor, readPageCursor, writePageCursor } from '#platform/projections';
import { type BoardReader, type KnownBoards, type Ranking, ScoreBoards } from './score-boards.js';

export class ListLeaderboard {
  constructor(
    readonly known: KnownBoards,
    readonly cycleId: string,
    readonly reader: BoardReader,
    readonly limit: number,
    readonly cursor: string | undefined,
  ) {}
}

export type LeaderboardPage = ListPage<Ranking>;

@QueryHandler(ListLeaderboard)
export class ListLeaderboardHandler implements IQueryHandler<ListLeaderboard> {
  execute({ known, cycleId, reader, limit, cursor }: ListLeaderboard): Promise<LeaderboardPage> {
    const boards = new ScoreBoards(known);
    const board = boards.boardFor(cycleId, reader);
    const after = cursor === undefined ? undefined : readPlace(cursor, board.name);
    const found = boards.rows.top(board.name, limit + 1, after);
    const members = found.slice(0, limit);
    const last = members.at(-1);
    const items = boards.rankings(board, members);
    return Promise.resolve({
      items,
      ...(found.length > limit && last && { cursor: writePlace(board.name, last) }),
    });
  }
}

interface Place {
  readonly value: number;
  readonly key: string;
}

/** Where a page ended; good for its own board only. */
const writePlace = (board: string, { value, key }: Place): string => writePageCursor(board, value, key);

function readPlace(cursor: string, board: string): Place {
  const [of, value, key] = readPageCursor(cursor);
  if (of !== board || !Number.isSafeInteger(value) || typeof key !== 'string')
    throw new InvalidCursor('the cursor belongs to another board');
  return { value: value as number, key };
}
