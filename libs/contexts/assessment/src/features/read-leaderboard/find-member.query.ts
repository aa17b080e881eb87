import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundProblem } from '#platform/http';
import { type BoardReader, type Ranking, ScoreBoards } from './score-boards.js';

export class FindMember {
  constructor(
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
  constructor(private readonly boards: ScoreBoards) {}

  execute({ unitId, cycleId, reader, neighbours }: FindMember): Promise<MemberAnswer> {
    const board = this.boards.boardFor(cycleId, reader);
    const items = this.boards.rankings(this.boards.rows.around(board, unitId, neighbours) ?? []);
    const member = items.find(({ id }) => id === unitId);
    if (!member) throw new NotFoundProblem('member-not-on-board');
    return Promise.resolve({ member, items });
  }
}
