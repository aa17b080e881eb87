import { Command, type Decider } from '#platform/event-sourcing';
import type { ProcessRetried } from './process-control.events.js';

export class RetryProcess extends Command<ProcessRetried['data']> {
  readonly type = 'RetryProcess';
}

export const processStream = (process: string): string => `processes.process-${process}`;

/** What is decided about one process. That it stands still is looked up before. */
export const processControl: Decider<RetryProcess, null, ProcessRetried> = {
  initialState: null,
  decide: ({ data: { process } }) => [{ type: 'ProcessRetried', data: { process } }],
  evolve: (state) => state,
};
