import type {
  CoverageStatus,
  GenerationSwitch,
  ProjectionStatus,
  RowDifference,
} from '#platform/projections';
import { count, oneOf, truth } from '../fields/rules.js';
import { Shown, ShownList } from '../openapi/shown.js';

/** A generation on its way, as OpenAPI shows it. */
export class RebuildingAnswer implements Required<NonNullable<ProjectionStatus['rebuilding']>> {
  @Shown(count())
  version!: number;

  @Shown(count())
  generation!: number;

  @Shown(oneOf('folding', 'parked'))
  state!: 'folding' | 'parked';

  @Shown({ type: 'string' }, { nullable: true, about: '停止原因 Why it is parked.' })
  reason!: string | null;

  @Shown({ type: 'integer' }, { about: '已折叠到的序号 Ordinal it is folded up to.' })
  ordinal!: number;
}

type ParkedKeyShown = ProjectionStatus['parkedKeys'][number];

/** A parked key, as OpenAPI shows it. */
export class ParkedKeyAnswer implements ParkedKeyShown {
  @Shown({ type: 'string' })
  key!: string;

  @Shown(count(), { about: '首个等待事件的序号 Ordinal of the first event that waits.' })
  ordinal!: number;

  @Shown({ type: 'string' }, { about: '原因 Why.' })
  reason!: string;
}

/** What the verifier found, as OpenAPI shows it. */
export class CoverageAnswer implements CoverageStatus {
  @Shown(count(), { about: '已完整折叠的事件数 Ledger events folded whole.' })
  handled!: number;

  @Shown(count(), { about: '随停用键等待的事件数 Events that wait with a parked key.' })
  waiting!: number;

  @Shown(count(), { about: '由操作员跳过的事件数 Events an operator left out.' })
  skipped!: number;

  @Shown(count(), { about: '另行清点所得 What a count of the ledger itself comes to, up to verifiedTo.' })
  recounted!: number;

  @Shown({ type: 'integer' }, { about: '已清点到的序号，-1 为尚无 Ordinal recounted to; -1 is none.' })
  verifiedTo!: number;

  @Shown(truth(), { about: '行与账本不符 The rows are not what the ledger says.' })
  wrong!: boolean;

  @Shown({ type: 'string' }, { nullable: true, about: '何处不符 What is wrong.' })
  reason!: string | null;
}

/** A row that differs, as OpenAPI shows it. */
export class RowDifferenceAnswer implements RowDifference {
  @Shown({ type: 'string' })
  key!: string;

  @Shown(oneOf('changed', 'added', 'removed'))
  kind!: RowDifference['kind'];
}

/** {@link GenerationSwitch}, as OpenAPI shows it. */
export class SwitchAnswer implements GenerationSwitch {
  @Shown(count())
  fromVersion!: number;

  @Shown(count())
  toVersion!: number;

  @Shown(count(), { about: '此后服务的一代 The generation that serves since.' })
  generation!: number;

  @Shown({ type: 'integer' }, { about: '比较时两代所在的序号 Where both stood.' })
  ordinal!: number;

  @Shown({ type: 'string', format: 'date-time' })
  at!: string;

  @Shown(count(), { about: '切换后的行数 Rows served since.' })
  rows!: number;

  @Shown(count())
  changed!: number;

  @Shown(count())
  added!: number;

  @Shown(count())
  removed!: number;

  @ShownList(() => RowDifferenceAnswer, { about: '至多十行 Ten of them at most.' })
  sample!: RowDifferenceAnswer[];

  @Shown({ type: 'string' }, { nullable: true, about: '未比较的原因 Why they were not compared.' })
  notCompared!: string | null;

  @Shown({ type: 'string' }, { nullable: true, about: '不应有的差异 Rows differ that should not.' })
  finding!: string | null;
}

/** Rows of before, as OpenAPI shows them. */
export class KeptAnswer implements NonNullable<ProjectionStatus['kept']> {
  @Shown(count())
  version!: number;

  @Shown(count())
  generation!: number;

  @Shown({ type: 'integer' }, { about: '停在的序号 Ordinal where they were left.' })
  ordinal!: number;
}
