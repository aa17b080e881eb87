/** A command of the outbox on its way to its handler. */
export interface DispatchedCommand {
  /** Derived from the process, what caused it and its place among the commands caused: the same for ever. */
  readonly id: string;
  readonly process: string;
  readonly key: string;
  /** Name of the command's class. */
  readonly command: string;
  readonly data: object;
  readonly reason?: string;
  /** Id of the event that caused it, or that set the timer that did. */
  readonly causationId: string;
  readonly correlationId: string;
  /** Of that event: its trace goes on. */
  readonly traceparent?: string;
}

/**
 * What became of it. `refused`: by a rule, or by a fault that trying again will not mend; it is parked. `failed`:
 * it may be done another time, or even is; it is tried again.
 */
export type DispatchOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string };

/** Hands a command to its handler. Never rejects. */
export type Dispatch = (command: DispatchedCommand) => Promise<DispatchOutcome>;
