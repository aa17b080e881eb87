import type { AccessPlan } from '#platform/auth';
import { count, oneOf, truth } from '../fields/rules.js';
import { Shown, ShownList } from '../openapi/shown.js';
import {
  CoverageAnswer,
  KeptAnswer,
  ParkedKeyAnswer,
  RebuildingAnswer,
  SwitchAnswer,
} from './projection-parts.answer.js';
import type { ProjectionState } from '../reads/projection-operations.js';

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

  @Shown(() => SwitchAnswer, { optional: true, about: '上次切换 What the last switch changed.' })
  lastSwitch!: SwitchAnswer;

  @Shown(() => KeptAnswer, { optional: true, about: '可回退的一代 Rows that can be put back.' })
  kept!: KeptAnswer;

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
