import { rule, Shown, ShownList } from '#platform/http';
import type { Kin, Related } from './kin.js';
import type { KinSearch } from './kin-search.js';

/** An event as a link of a chain: what it is and where it stands, not what it says. */
export interface Link {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly commandId: string | null;
  /** Id of the event or command it was caused by; null where a request began it. */
  readonly causationId: string | null;
  readonly actor: string | null;
  readonly role: string | null;
  readonly recordedAt: string | null;
}

export interface DistantLink extends Link {
  /** Steps from the event asked about. */
  readonly distance: number;
}

/** What led to an event and what it led to. */
export interface Causation {
  readonly event: Link;
  readonly correlationId: string | null;
  readonly causes: readonly DistantLink[];
  readonly effects: readonly DistantLink[];
  readonly beside: readonly Link[];
  readonly missing: string | null;
  readonly complete: boolean;
  readonly searched: number;
}

export class LinkAnswer implements Required<Link> {
  @Shown({ type: 'string', example: 'supervision.notice-3f0c…' })
  stream!: string;

  @Shown(rule.count(), { about: '流内版本，从 0 起 Revision in its stream, from 0.' })
  revision!: number;

  @Shown({ type: 'string', format: 'uuid' })
  id!: string;

  @Shown({ type: 'string', example: 'CirculationNoticeIssued' })
  type!: string;

  @Shown({ type: 'string' }, { nullable: true })
  commandId!: string | null;

  @Shown(
    { type: 'string' },
    { nullable: true, about: '起因事件或命令的标识，null 为由请求直接发起 What caused it; null: a request.' },
  )
  causationId!: string | null;

  @Shown({ type: 'string' }, { nullable: true })
  actor!: string | null;

  @Shown({ type: 'string' }, { nullable: true })
  role!: string | null;

  @Shown({ type: 'string', format: 'date-time' }, { nullable: true })
  recordedAt!: string | null;
}

export class DistantLinkAnswer extends LinkAnswer implements Required<DistantLink> {
  @Shown({ type: 'integer', minimum: 1 }, { about: '相隔的步数 Steps away.' })
  distance!: number;
}

/** {@link Causation}, as OpenAPI shows it. */
export class CausationAnswer implements Required<Causation> {
  @Shown(() => LinkAnswer)
  event!: LinkAnswer;

  @Shown({ type: 'string' }, { nullable: true })
  correlationId!: string | null;

  @ShownList(() => DistantLinkAnswer, { about: '起因，由近及远 What led to it, nearest first.' })
  causes!: DistantLinkAnswer[];

  @ShownList(() => DistantLinkAnswer, { about: '后果，按账本顺序 What it led to, in ledger order.' })
  effects!: DistantLinkAnswer[];

  @ShownList(() => LinkAnswer, { about: '同一命令的其他事件 Other events of the same command.' })
  beside!: LinkAnswer[];

  @Shown(
    { type: 'string' },
    {
      nullable: true,
      about: '未找到的起因标识 Id of a cause that was not found; null where none is missing.',
    },
  )
  missing!: string | null;

  @Shown(
    { type: 'boolean' },
    { about: '账本已查到头；否则加大 within 再问 All was looked at; else ask again with a larger within.' },
  )
  complete!: boolean;

  @Shown(rule.count(), { about: '已查看的事件数 Events looked at.' })
  searched!: number;
}

export const causationOf = (of: Kin, { tree, complete, searched }: KinSearch): Causation => ({
  event: linkOf(of),
  correlationId: of.metadata.correlationId ?? null,
  causes: tree.causes.map(distant),
  effects: tree.effects.map(distant),
  beside: tree.beside.map(linkOf),
  missing: tree.missing,
  complete,
  searched,
});

const distant = ({ kin, distance }: Related): DistantLink => ({ ...linkOf(kin), distance });

const linkOf = ({ recorded: { stream, revision, id, type }, metadata }: Kin): Link => {
  const { commandId = null, causationId = null, actor = null, role = null, recordedAt = null } = metadata;
  return { stream, revision, id, type, commandId, causationId, actor, role, recordedAt };
};
