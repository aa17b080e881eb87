import type { AccessPlan } from '#platform/auth';
import type { CoverageStatus, ProjectionStatus } from '#platform/projections';
import { count, oneOf, truth } from '../fields/rules.js';
import { Shown, ShownList } from '../openapi/shown.js';
import type { ProjectionState } from '../reads/projection-operations.js';

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

/** {@link ProjectionState}, as OpenAPI shows it. */
export class ProjectionStateAnswer implements Required<ProjectionState> {
  @Shown({ type: 'string', example: 'criticism-list' })
  name!: string;

  @Shown(count(), { about: '所服务行的版本 Version of the rows that are served.' })
  version!: number;

  @Shown(count())
  generation!: number;

  @Shown(oneOf('active', 'parked', 'missing'), {
    about: 'missing：尚无可服务的行 missing: no rows to serve yet.',
  })
  state!: ProjectionState['state'];

  @Shown({ type: 'string' }, { nullable: true, about: '停止原因 Why it is parked or its reader stopped.' })
  reason!: string | null;

  @Shown({ type: 'integer' }, { about: '已折叠到的序号，-1 为尚无 Ordinal it is folded up to; -1 is none.' })
  ordinal!: number;

  @Shown(count(), { about: '已完整折叠的事件数 Ledger events folded whole.' })
  handled!: number;

  @Shown({ type: 'string' }, { nullable: true, about: '账本位置 Position in the ledger.' })
  position!: string | null;

  @Shown({ type: 'integer' }, { about: '落后的事件数 Events read and not taken in.' })
  lag!: number;

  @ShownList(() => ParkedKeyAnswer, { about: '停用的键，其行回应 503 Parked keys; their rows answer 503.' })
  parkedKeys!: ParkedKeyAnswer[];

  @Shown(() => CoverageAnswer, { about: '独立清点的结果 What an independent count found.' })
  coverage!: CoverageAnswer;

  @Shown(() => RebuildingAnswer, { optional: true, about: '正在重建的一代 A generation on its way.' })
  rebuilding!: RebuildingAnswer;
}

/** That a rebuild is on its way. */
export interface RebuildBegun {
  readonly name: string;
  readonly status: 'accepted';
}

/** {@link RebuildBegun}, as OpenAPI shows it. */
export class RebuildAnswer implements Required<RebuildBegun> {
  @Shown({ type: 'string', example: 'criticism-list' })
  name!: string;

  @Shown(oneOf('accepted'))
  status!: 'accepted';
}

type ScopeForm = (AccessPlan & { kind: 'guarded' })['rule']['scope']['form'];

/** A route and who may call it. */
export interface RouteAccess {
  readonly method: string;
  readonly path: string;
  readonly public: boolean;
  readonly roles?: readonly string[];
  readonly scope?: ScopeForm;
}

const FORMS = ['named', 'resolved', 'narrowed', 'anyone', 'operations'] satisfies ScopeForm[];

/** {@link RouteAccess}, as OpenAPI shows it. */
export class RouteAccessAnswer implements Required<RouteAccess> {
  @Shown({ type: 'string', example: 'GET' })
  method!: string;

  @Shown({ type: 'string', example: '/v1/units/:id' })
  path!: string;

  @Shown(truth(), { about: '无需令牌 Needs no token.' })
  public!: boolean;

  @ShownList({ type: 'string' }, { optional: true, about: '可用的角色 Roles that may call it.' })
  roles!: string[];

  @Shown(oneOf(...FORMS), { optional: true, about: '如何确定范围 How the scope of a call is found.' })
  scope!: ScopeForm;
}
