import { rule, Shown, ShownList } from '#platform/http';
import type { MemberAnswer } from './find-member.query.js';
import type { LeaderboardPage } from './list-leaderboard.query.js';
import type { Ranking } from './score-boards.js';

/** {@link Ranking}, as OpenAPI shows it. */
export class RankingAnswer implements Required<Ranking> {
  @Shown(rule.count({ min: 1 }), { about: '名次，同分同名次 Ties share a rank: 1, 2, 2, 4.' })
  rank!: number;

  @Shown(rule.identifier(), { about: '单位标识 Id of the unit.' })
  id!: string;

  @Shown({ type: 'string' }, { about: '单位名称 Name.' })
  name!: string;

  @Shown({ type: 'string', pattern: '^-?\\d+(\\.\\d{1,3})?$', example: '12.5' }, { about: '得分 Score.' })
  value!: string;

  @Shown(
    { type: 'integer' },
    {
      nullable: true,
      about:
        '与上月末（北京时间、按当时已记录的事实）相比上升的名次，下降为负；当时不在榜上为 null Places it went up since the end of last month in Asia/Shanghai, by what was recorded then; below zero where it went down, null where it was not on the board.',
    },
  )
  movement!: number | null;
}

/** {@link MemberAnswer}, as OpenAPI shows it. */
export class BoardMemberAnswer implements Required<MemberAnswer> {
  @Shown(() => RankingAnswer)
  member!: RankingAnswer;

  @ShownList(() => RankingAnswer, {
    about: '该单位及其前后各位 The member with those above and below, best first.',
  })
  items!: RankingAnswer[];
}

/** {@link LeaderboardPage}, as OpenAPI shows it. */
export class LeaderboardPageAnswer implements Required<LeaderboardPage> {
  @ShownList(() => RankingAnswer, { about: '名次从高到低 Best first.' })
  items!: RankingAnswer[];

  @Shown(
    { type: 'string' },
    {
      optional: true,
      about: '下一页从此处起，末页没有 Where the next page begins; absent on the last.',
    },
  )
  cursor!: string;
}
