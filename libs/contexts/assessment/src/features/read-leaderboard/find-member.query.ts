import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { NotFoundProblem } from '#platform/http';
import type { AsOfPlace } from '#platform/projections';
import { type BoardReader, type Ranking, ScoreBoards } from './score-boards.js';

export class FindMember {
  constructor(
    readonly unitId: string,
    readonly cycleId: string,
    readonly reader: BoardReader,
    readonly neighbours: number,
    /** Without it, what is known now. */
    readonly asOf?: AsOfPlace,
  ) {}
}

export interface MemberAnswer {
  readonly member: Ranking;
  /** The member with those above and below, best first. */
  readonly items: readonly Ranking[];
  /** Ordinal of the last event that was known; absent where it is now. */
  readonly asOf?: number;
}

@QueryHandler(FindMember)
export class FindMemberHandler implements IQueryHandler<FindMember> {
  constructor(private readonly boards: ScoreBoards) {}

  execute({ unitId, cycleId, reader, neighbours, asOf }: FindMember): Promise<MemberAnswer> {
    const boards = this.boards.known(asOf);
    const board = boards.boardFor(cycleId, reader);
    const items = boards.rankings(boards.rows.around(board, unitId, neighbours) ?? []);
    const member = items.find(({ id }) => id === unitId);
    if (!member) throw new NotFoundProblem('member-not-on-board');
    return Promise.resolve({ member, items, ...boards.mark });
  }
}
