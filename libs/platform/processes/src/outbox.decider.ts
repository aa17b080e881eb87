import { Command, type Decider } from '#platform/event-sourcing';
import type { OutboxEvent, ParkedCommandDecision } from './outbox.events.js';

export class RetryProcessCommand extends Command<ParkedCommandDecision> {
  readonly type = 'RetryProcessCommand';
}

export class SkipProcessCommand extends Command<ParkedCommandDecision> {
  readonly type = 'SkipProcessCommand';
}

export const outboxStream = (commandId: string): string => `processes.outbox-${commandId}`;

/** What is decided about one parked command; skipped is for good. That it is parked is looked up before. */
export const parkedCommand: Decider<
  RetryProcessCommand | SkipProcessCommand,
  'waiting' | 'skipped',
  OutboxEvent
> = {
  initialState: 'waiting',
  decide({ type, data: { process, commandId } }, state) {
    if (state === 'skipped') return [];
    const data = { process, commandId };
    return [
      type === 'SkipProcessCommand'
        ? { type: 'ProcessCommandSkipped', data }
        : { type: 'ProcessCommandRetried', data },
    ];
  },
  evolve: (_, { type }) => (type === 'ProcessCommandSkipped' ? 'skipped' : 'waiting'),
};
