import { Command, type Decider } from '#platform/event-sourcing';
import type { ControlEvent, OfProjection, SkippedEvent } from './control-events.js';

export class ParkProjection extends Command<OfProjection> {
  readonly type = 'ParkProjection';
}

export class ResumeProjection extends Command<OfProjection> {
  readonly type = 'ResumeProjection';
}

export class RetryProjection extends Command<OfProjection> {
  readonly type = 'RetryProjection';
}

export class SkipEvent extends Command<SkippedEvent> {
  readonly type = 'SkipEvent';
}

export type ControlCommand = ParkProjection | ResumeProjection | RetryProjection | SkipEvent;

/** What operators decided about one projection: whether it is stopped, and what is left out. */
export interface ControlState {
  readonly isParked: boolean;
  readonly skipped: readonly SkippedEvent[];
}

/** Whether there is anything to retry, resume or skip is known to the projector alone, and is looked up before. */
export const projectionControl: Decider<ControlCommand, ControlState, ControlEvent> = {
  initialState: { isParked: false, skipped: [] },
  decide(command, { isParked, skipped }) {
    const { projection } = command.data;
    switch (command.type) {
      case 'ParkProjection':
        return isParked ? [] : [{ type: 'ProjectionParked', data: { projection } }];
      case 'ResumeProjection':
        return [{ type: 'ProjectionResumed', data: { projection } }];
      case 'RetryProjection':
        return [{ type: 'ProjectionKeysRetried', data: { projection } }];
      case 'SkipEvent': {
        const { ordinal, key } = command.data;
        if (skipped.some((event) => event.ordinal === ordinal && event.key === key)) return [];
        return [{ type: 'EventSkipped', data: { projection, ordinal, ...(key !== undefined && { key }) } }];
      }
    }
  },
  evolve(state, { type, data }) {
    switch (type) {
      case 'ProjectionParked':
        return { ...state, isParked: true };
      case 'ProjectionResumed':
        return { ...state, isParked: false };
      case 'ProjectionKeysRetried':
        return state;
      case 'EventSkipped':
        return { isParked: false, skipped: [...state.skipped, data] };
    }
  },
};
