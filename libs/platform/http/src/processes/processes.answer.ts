import type { EngineState, ParkedCommand, ProcessStatus } from '#platform/processes';
import { count, identifier, oneOf } from '../fields/rules.js';
import { Shown, ShownList } from '../openapi/shown.js';

const STATES = [
  'starting',
  'standby',
  'waiting',
  'following',
  'retrying',
  'stopped',
  'silent',
  'ended',
  'parked',
] satisfies (EngineState | 'parked')[];

/** How one process stands, as the status route answers it. */
export interface ProcessState extends Omit<ProcessStatus, 'state'> {
  /** What its engine does, or that it is parked itself. */
  readonly state: EngineState | 'parked';
  /** Events read that it has not taken in. */
  readonly lag: number;
}

/** {@link ProcessStatus.outbox}, as OpenAPI shows it. */
export class OutboxAnswer implements Required<ProcessStatus['outbox']> {
  @Shown(count(), { about: '待执行的命令 Commands that wait to be done.' })
  open!: number;

  @Shown(count(), { about: '被拒绝、待人处理的命令 Commands that were refused.' })
  parked!: number;
}

/** {@link ProcessStatus.timers}, as OpenAPI shows it. */
export class TimersAnswer implements Required<ProcessStatus['timers']> {
  @Shown(count(), { about: '未到期的定时 Timers that have not fired.' })
  pending!: number;

  @Shown(
    { type: 'string', format: 'date-time' },
    { nullable: true, about: '最近一次到期 When the next one is due.' },
  )
  nextDueAt!: string | null;
}

/** {@link ParkedCommand}, as OpenAPI shows it. */
export class ParkedCommandAnswer implements Required<ParkedCommand> {
  @Shown(identifier(), { about: '命令标识 Id of the command.' })
  id!: string;

  @Shown({ type: 'string' }, { about: '所涉对象 What it is about.' })
  key!: string;

  @Shown({ type: 'string', example: 'MarkRectificationOverdue' })
  command!: string;

  @Shown({ type: 'string' }, { about: '拒绝原因 Code of the refusal, or what went wrong.' })
  reason!: string;

  @Shown({ type: 'string', format: 'date-time' })
  since!: string;
}

/** {@link ProcessState}, as OpenAPI shows it. */
export class ProcessStateAnswer implements Required<ProcessState> {
  @Shown({ type: 'string', example: 'rectification-deadline' })
  name!: string;

  @Shown(count())
  version!: number;

  @Shown(oneOf(...STATES), {
    about:
      'following：运行中；standby：另一实例主导；parked：处理某事件时出错而停住 following: at work; standby: another instance leads; parked: it failed on an event and stands before it.',
  })
  state!: ProcessState['state'];

  @Shown({ type: 'string' }, { nullable: true, about: '停止原因 Why it does not go on.' })
  reason!: string | null;

  @Shown({ type: 'integer' }, { about: '已处理到的序号，-1 为尚无 Ordinal it has taken in; -1 is none.' })
  ordinal!: number;

  @Shown(
    { type: 'integer' },
    {
      nullable: true,
      about:
        '安装时账本的序号，此前的事件不触发动作 Nothing at or before this ordinal is acted upon; null while it is installed.',
    },
  )
  fence!: number | null;

  @Shown({ type: 'integer' }, { about: '落后的事件数 Events read and not taken in.' })
  lag!: number;

  @Shown(() => OutboxAnswer)
  outbox!: OutboxAnswer;

  @Shown(() => TimersAnswer)
  timers!: TimersAnswer;

  @ShownList(() => ParkedCommandAnswer, {
    about: '被拒绝的命令，最早的在前，至多 200 条 Refused commands, the oldest 200.',
  })
  parked!: ParkedCommandAnswer[];
}
