import { Controller, Get, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { Access, Forbidden, type Grant, Granted, narrowed, query } from '#platform/auth';
import { Answers, ById, Known, type KnownRows, problemResponses, Reads, Titled } from '#platform/http';
import { cycles } from '../../read-models/cycles/cycles.projection.js';
import { knownUnits } from '../../read-models/known-units/known-units.projection.js';
import { scores } from '../../read-models/scores/scores.projection.js';
import { FindMember, type MemberAnswer } from './find-member.query.js';
import { type LeaderboardPage, ListLeaderboard } from './list-leaderboard.query.js';
import { LeaderboardQuery, MemberQuery } from './read-leaderboard.dto.js';
import { BoardMemberAnswer, LeaderboardPageAnswer } from './read-leaderboard.answer.js';

@ApiTags('assessment')
@Controller('v1/leaderboards/score')
export class ReadLeaderboardController {
  constructor(private readonly queries: QueryBus) {}

  @Get()
  @Titled('得分榜', 'Units of a cycle by score')
  @Reads(ListLeaderboard, scores, cycles, knownUnits)
  @Access({ roles: ['office', 'assessor'], scope: narrowed(query('jurisdiction')) })
  @Answers(LeaderboardPageAnswer, { asOf: true })
  @problemResponses(422)
  list(
    @Query() { cycle, limit, cursor }: LeaderboardQuery,
    @Granted() grant: Grant,
    @Known() known: KnownRows,
  ): Promise<LeaderboardPage> {
    return this.queries.execute(new ListLeaderboard(known, cycle, grant, limit, cursor));
  }

  @Get('members/:id')
  @Titled(
    '单位在得分榜上的位次',
    'One unit on the board, with those around it; a unit finds its own line alone',
  )
  @Reads(FindMember, scores, cycles, knownUnits)
  @Access({ roles: ['office', 'assessor', 'unit'], scope: narrowed(query('jurisdiction')) })
  @Answers(BoardMemberAnswer, { asOf: true })
  @problemResponses(422)
  member(
    @Param() { id }: ById,
    @Query() { cycle, neighbours }: MemberQuery,
    @Granted() grant: Grant,
    @Known() known: KnownRows,
  ): Promise<MemberAnswer> {
    if (grant.role !== 'unit')
      return this.queries.execute(new FindMember(known, id, cycle, grant, neighbours));
    // Without a unit of its own a development token speaks for whichever is named.
    const { jurisdiction, unitId = id } = grant;
    if (unitId !== id) throw new Forbidden('another-unit');
    return this.queries.execute(new FindMember(known, id, cycle, { jurisdiction, unitId }, 0));
  }
}
