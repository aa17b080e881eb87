import { Command, type Decider } from '#platform/event-sourcing';
import type { ControlEvent, OfProjection, EventOfProjection } from './control.events.js';

export class ParkProjection extends Command<OfProjection> {
  readonly type = 'ParkProjection';
}

export class ResumeProjection extends Command<OfProjection> {
  readonly type = 'ResumeProjection';
}

export class RetryProjection extends Command<OfProjection> {
  readonly type = 'RetryProjection';
}

export class SkipEvent extends Command<EventOfProjection> {
  readonly type = 'SkipEvent';
}

export class RebuildProjection extends Command<OfProjection> {
  readonly type = 'RebuildProjection';
}

export class RollBackProjection extends Command<OfProjection> {
  readonly type = 'RollBackProjection';
}

export type ControlCommand =
  ParkProjection | ResumeProjection | RebuildProjection | RollBackProjection | RetryProjection | SkipEvent;

/** How the projection stands now, which its projector alone knows; looked up before. */
export interface ControlFacts {
  readonly isParked: boolean;
  /** The newest of its rows. */
  readonly generation: number;
  /** That one is being folded beside what serves. */
  readonly isRebuilding: boolean;
}

/** What operators decide about one projection. That there is anything to retry, resume or skip is looked up before. */
export const projectionControl: Decider<
  ControlCommand,
  readonly EventOfProjection[],
  ControlEvent,
  ControlFacts
> = {
  initialState: [],
  decide(command, skipped, { isParked, generation, isRebuilding }) {
    const { projection } = command.data;
    switch (command.type) {
      case 'ParkProjection':
        return isParked ? [] : [{ type: 'ProjectionParked', data: { projection } }];
      case 'ResumeProjection':
        return [{ type: 'ProjectionResumed', data: { projection } }];
      case 'RebuildProjection':
        return isRebuilding ? [] : [{ type: 'ProjectionRebuildRequested', data: { projection, generation } }];
      case 'RollBackProjection':
        return [{ type: 'ProjectionRolledBack', data: { projection } }];
      case 'RetryProjection':
        return [{ type: 'ProjectionKeysRetried', data: { projection } }];
      case 'SkipEvent': {
        const { ordinal, key } = command.data;
        if (skipped.some((event) => event.ordinal === ordinal && event.key === key)) return [];
        return [{ type: 'EventSkipped', data: { projection, ordinal, ...(key !== undefined && { key }) } }];
      }
    }
  },
  evolve: (skipped, { type, data }) => (type === 'EventSkipped' ? [...skipped, data] : skipped),
};
