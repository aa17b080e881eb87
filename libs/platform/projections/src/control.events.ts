import type { EventCatalogue } from '#platform/event-sourcing';
import { eventsAlone } from './context-definition.js';

/** Stream of operators' decisions about one projection. */
export const controlStream = (projection: string): string => `projections.${projection}`;

export interface OfProjection {
  readonly projection: string;
}

export interface EventOfProjection extends OfProjection {
  readonly ordinal: number;
  /** This key only; the whole projection without it. */
  readonly key?: string;
}

/** A generation of its rows, by its number. */
export interface GenerationOfProjection extends OfProjection {
  readonly generation: number;
}

export interface ProjectionParked {
  readonly type: 'ProjectionParked';
  readonly data: OfProjection;
}

export interface ProjectionResumed {
  readonly type: 'ProjectionResumed';
  readonly data: OfProjection;
}

export interface ProjectionRolledBack {
  readonly type: 'ProjectionRolledBack';
  readonly data: OfProjection;
}

export interface ProjectionRebuildRequested {
  readonly type: 'ProjectionRebuildRequested';
  /** The generation that was the newest then: nothing is to be done once another took its place. */
  readonly data: GenerationOfProjection;
}

export interface ProjectionKeysRetried {
  readonly type: 'ProjectionKeysRetried';
  readonly data: OfProjection;
}

export interface EventSkipped {
  readonly type: 'EventSkipped';
  readonly data: EventOfProjection;
}

/** What an operator decided about a projection; its projector acts on it, wherever it runs. The reason stands in the metadata. */
export type ControlEvent =
  | ProjectionParked
  | ProjectionResumed
  | ProjectionRebuildRequested
  | ProjectionRolledBack
  | ProjectionKeysRetried
  | EventSkipped;

export const controlEvents = {
  ProjectionParked: {
    version: 1,
    meaning: 'An operator stopped a projection; its routes answer 503 until it is resumed.',
    words: '停用投影',
  },
  ProjectionResumed: {
    version: 1,
    meaning: 'An operator told a parked projection to go on from where it stands.',
    words: '恢复投影',
  },
  ProjectionRebuildRequested: {
    version: 1,
    meaning: 'An operator had a projection folded anew, beside its rows, to take their place.',
    words: '重建投影',
  },
  ProjectionRolledBack: {
    version: 1,
    meaning: 'An operator put the rows of before the last rebuild back; they catch up and serve.',
    words: '投影回退至上一代',
  },
  ProjectionKeysRetried: {
    version: 1,
    meaning: 'An operator told a projection to feed its parked keys the events that wait.',
    words: '重试投影停用的键',
  },
  EventSkipped: {
    version: 1,
    meaning: 'An operator decided, for a reason, that an event a projection cannot fold is left out there.',
    words: '投影跳过事件',
  },
} satisfies EventCatalogue<ControlEvent['type']>;

/** For the readers of the ledger: decisions about projections are events like any other. */
export const controlDefinition = eventsAlone('projections', controlEvents);
