import type { EventCatalogue } from '#platform/event-sourcing';
import { eventsAlone } from '#platform/projections';
import { processControlEvents } from './process-control.events.js';

/** What somebody decided about a command that was refused. */
export interface ParkedCommandDecision {
  readonly process: string;
  /** Id of the command, as the status shows it. */
  readonly commandId: string;
}

export interface ProcessCommandRetried {
  readonly type: 'ProcessCommandRetried';
  readonly data: ParkedCommandDecision;
}

export interface ProcessCommandSkipped {
  readonly type: 'ProcessCommandSkipped';
  readonly data: ParkedCommandDecision;
}

export type OutboxEvent = ProcessCommandRetried | ProcessCommandSkipped;

export const outboxEvents = {
  ProcessCommandRetried: {
    version: 1,
    meaning: 'A command of a process that was refused is to be tried again.',
    words: '重试流程命令',
  },
  ProcessCommandSkipped: {
    version: 1,
    meaning: 'A command of a process that was refused is given up, for a reason.',
    words: '放弃流程命令',
  },
} satisfies EventCatalogue<OutboxEvent['type']>;

/** For the readers of the ledger: decisions about processes and their commands are events like any other. */
export const outboxDefinition = eventsAlone('processes', { ...outboxEvents, ...processControlEvents });
