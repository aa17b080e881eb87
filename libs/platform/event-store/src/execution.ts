import type { Decider, DomainEvent } from '#platform/event-sourcing';

/** A command to be run against its stream by the DeciderRepository. */
export interface Execution<C, S, E extends DomainEvent, F> {
  readonly decider: Decider<C, S, E, F>;
  readonly stream: string;
  readonly command: C;
  /** Id of what the command creates, for the receipt. */
  readonly creates?: string;
  /**
   * Looks up what `decide` needs beside the state, or refuses. Runs only for a command that was not done before
   * and whose If-Match holds, and again when a lost race is decided anew.
   */
  readonly facts?: (state: S) => Promise<F> | F;
  /**
   * Many write this stream at once, or what is looked up leaves something behind: within this process they take turns,
   * so that none loses a race against another and is refused for it. Throws EventStoreOverloaded when too many wait.
   */
  readonly inTurn?: boolean;
  /** What a caller whose If-Match is stale is told of the state, as JSON; all of it unless said. */
  readonly shown?: (state: S) => unknown;
  /** Which later events such a caller is told of; every one unless said. */
  readonly isTold?: (event: E) => boolean;
}
