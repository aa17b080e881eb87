import { ConcurrencyConflict } from '../errors.js';
import type { QueuedAppend } from './append-queue.js';
import { type BatchResults, CONFLICT, NO_STREAM, REPEATED } from './writer-messages.js';

/** One group of appends that is on disk. */
export interface CommittedBatch {
  readonly appends: number;
  readonly events: number;
  /** From when it was handed to the writer's thread to its answer. */
  readonly seconds: number;
}

/** What the owner of the log hears of a batch, before its appends resolve. */
export interface CommitListener {
  /** It is on disk. */
  committed(batch: CommittedBatch): void;
  /** So far goes a stream (-1: it does not exist), also where nobody waits for the append any more. */
  ends(stream: string, revision: number): void;
}

export const committedBatch = (batch: readonly QueuedAppend[], sentAt: number): CommittedBatch => ({
  appends: batch.length,
  events: batch.reduce((sum, { events }) => sum + events.length, 0),
  seconds: (performance.now() - sentAt) / 1000,
});

/** Answers every append of a batch with what became of it. */
export function settle(
  batch: readonly QueuedAppend[],
  results: BatchResults,
  listener: CommitListener,
): void {
  for (const [index, append] of batch.entries()) {
    const [outcome, revision, position] = results.slice(index * 3, index * 3 + 3) as [number, number, number];
    // What is repeated says nothing of where the stream has come to since.
    if (outcome !== REPEATED) listener.ends(append.stream, revision);
    if (outcome !== CONFLICT) append.resolve({ revision, position: BigInt(position) });
    else
      append.reject(
        new ConcurrencyConflict(append.stream, append.wanted, revision === NO_STREAM ? 'none' : revision),
      );
  }
}
