import type { ExpectedRevision } from './event-store.js';

/** The stream stands at `actual`, not where the writer believed. Nothing was written. */
export class ConcurrencyConflict extends Error {
  override readonly name = 'ConcurrencyConflict';
  constructor(
    readonly stream: string,
    readonly expected: ExpectedRevision,
    readonly actual: ExpectedRevision,
  ) {
    super(`stream ${stream} is at ${actual}, expected ${expected}`);
  }
}

export type InvalidAppendCode =
  | 'invalid-stream-name'
  | 'invalid-event-id'
  | 'invalid-event-type'
  | 'event-too-large'
  | 'append-too-large'
  | 'empty-append';

/** The store refuses this append as it stands; trying again cannot help. */
export class InvalidAppend extends Error {
  override readonly name = 'InvalidAppend';
  constructor(
    readonly code: InvalidAppendCode,
    message: string,
  ) {
    super(message);
  }
}

/** The stream was deleted for good. */
export class StreamDeleted extends Error {
  override readonly name = 'StreamDeleted';
  constructor(readonly stream: string) {
    super(`stream ${stream} is deleted`);
  }
}

/** A position of another store, or one beyond what this store ever gave. */
export class ForeignPosition extends Error {
  override readonly name = 'ForeignPosition';
}

/** The store cannot be reached, is closing, or did not answer in time; what was asked may be tried again. */
export class EventStoreUnavailable extends Error {
  override readonly name = 'EventStoreUnavailable';
}

/** Too much is waiting to be written; come back later. */
export class EventStoreOverloaded extends Error {
  override readonly name = 'EventStoreOverloaded';
}

/** Whoever asked was told before that it takes too long. Nothing was written. */
export class CommandAbandoned extends Error {
  override readonly name = 'CommandAbandoned';
}

/** What is on disk is not a log this build can read; the message says what it is. */
export class UnreadableLog extends Error {
  override readonly name = 'UnreadableLog';
}
