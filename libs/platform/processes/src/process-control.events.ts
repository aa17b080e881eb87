import type { EventCatalogue } from '#platform/event-sourcing';

/** Somebody has a process that stands still try again what it threw on. */
export interface ProcessRetried {
  readonly type: 'ProcessRetried';
  readonly data: { readonly process: string };
}

export const processControlEvents = {
  ProcessRetried: {
    version: 1,
    meaning: 'A process that stands still is to try again what it threw on.',
    words: '重试流程',
  },
} satisfies EventCatalogue<ProcessRetried['type']>;
