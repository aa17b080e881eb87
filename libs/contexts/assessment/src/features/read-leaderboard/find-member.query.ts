import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundProblem } from '#platform/http';
import { type BoardReader, type KnownBoards, type Ranking, ScoreBoards } from './score-boards.js';

export class FindMember {
  constructor(
    readonly known: KnownBoards,
    readonly unitId: string,
    readonly cycleId: string,
    readonly reader: BoardReader,
    readonly neighbours: number,
  ) {}
}

export interface MemberAnswer {
  readonly member: Ranking;
  /** The member with those above and below, best first. */
  readonly items: readonly Ranking[];
}

@QueryHandler(FindMember)
export class FindMemberHandler implements IQueryHandler<FindMember> {
  execute({ known, unitId, cycleId, reader, neighbours }: FindMember): Promise<MemberAnswer> {
    const boards = new ScoreBoards(known);
    const board = boards.boardFor(cycleId, reader);
    const members = boards.rows.around(board.name, unitId, neighbours) ?? [];
    const items = boards.rankings(board, members);
    const member = items.find(({ id }) => id === unitId);
    if (!member) throw new NotFoundProblem('member-not-on-board');
    return Promise.resolve({ member, items });
  }
}
