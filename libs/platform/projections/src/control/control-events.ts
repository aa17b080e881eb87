import type { DomainEvent, EventCatalogue } from '#platform/event-sourcing';

/** Stream of operators' decisions about one projection. */
export const controlStream = (projection: string): string => `projections.${projection}`;

/** An operator decided something about a projection; its projector acts on it, wherever it runs. */
export type ControlEvent =
  | DomainEvent<'ProjectionParked', { readonly projection: string; readonly reason: string }>
  | DomainEvent<'ProjectionResumed', { readonly projection: string }>
  | DomainEvent<'ProjectionKeyRetried', { readonly projection: string }>
  | DomainEvent<
      'EventSkipped',
      {
        readonly projection: string;
        readonly ordinal: number;
        /** Left out for this key only; for all of the projection without it. */
        readonly key?: string;
        readonly reason: string;
      }
    >;

export const controlCatalogue = {
  ProjectionParked: {
    version: 1,
    meaning: 'An operator stopped a projection; its routes answer 503 until it is resumed.',
    words: '投影已停用',
  },
  ProjectionResumed: {
    version: 1,
    meaning: 'An operator told a parked projection to go on from where it stands.',
    words: '投影已恢复',
  },
  ProjectionKeyRetried: {
    version: 1,
    meaning: 'An operator told a projection to feed its parked keys the events that wait.',
    words: '投影已重试',
  },
  EventSkipped: {
    version: 1,
    meaning: 'An operator decided that an event a projection cannot fold is left out, and why.',
    words: '投影已跳过事件',
  },
} satisfies EventCatalogue;
