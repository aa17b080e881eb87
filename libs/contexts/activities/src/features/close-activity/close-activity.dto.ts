import {
  BackEntryReason,
  Count,
  Day,
  Digest,
  Flag,
  Identifier,
  ListOf,
  Matching,
  Nested,
  Text,
} from '#platform/http';

const MOST = 100_000_000;

export class ParticipationBody {
  @Identifier()
  unitId!: string;

  @Count({ min: 1, max: 1_000_000, about: '人次 Person-times.' })
  personTimes!: number;
}

export class OutcomesBody {
  @ListOf(() => ParticipationBody, { min: 1, max: 1000, about: '参加单位及人次 Units that took part.' })
  units!: ParticipationBody[];

  @Count({ max: MOST, optional: true, about: '人数 Persons.' })
  persons?: number;

  @Matching(/^(0|[1-9]\d{0,8})(\.\d{1,3})?$/, '12.5', { optional: true, about: '服务时长 Hours.' })
  hours?: string;

  @Count({ max: MOST, optional: true, about: '发放资料份数 Leaflets.' })
  leaflets?: number;

  @Count({ max: MOST, optional: true, about: '发放物品件数 Items given out.' })
  items?: number;

  @Count({ max: MOST, optional: true, about: '问卷份数 Questionnaires.' })
  questionnaires?: number;

  @Count({ max: MOST, optional: true, about: '受众人数 Audience.' })
  audience?: number;

  @Flag({ optional: true, about: '数字为约数 The figures are rounded.' })
  approximate?: boolean;
}

export class EvidenceBody {
  @Digest({ about: '材料摘要 Digest of the document.' })
  digest!: string;

  @Text({ max: 50, about: '材料类别，如照片、签到表 What it is, e.g. photo, sign-in sheet.' })
  kind!: string;

  @Text({ max: 200 })
  title!: string;
}

export class CloseActivityBody {
  @Day({ about: '实际开始 First day.' })
  occurredFrom!: string;

  @Day({ about: '实际结束 Last day.' })
  occurredTo!: string;

  @Nested(() => OutcomesBody, { about: '活动成果 What it came to.' })
  outcomes!: OutcomesBody;

  @ListOf(() => EvidenceBody, { max: 200, about: '佐证材料 Evidence.' })
  evidence!: EvidenceBody[];

  @BackEntryReason('it began before it was registered')
  reason?: string;
}
