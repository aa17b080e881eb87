/** What a command led to. Stream, revision and event ids last for ever; the position is good for `Min-Position`. */
export interface Receipt {
  /** Id of what was created. */
  readonly id?: string;
  readonly stream: string;
  /** Revision of the stream's last event after the command. */
  readonly revision: number;
  /** Token `<storeId>.<position>`; null where the stream has no events. */
  readonly position: string | null;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** The same Idempotency-Key came with another body. */
export class RequestReused extends Error {
  override readonly name = 'RequestReused';
}

/** If-Match named a revision the stream has left behind (or not reached). */
export class StaleRevision extends Error {
  override readonly name = 'StaleRevision';
  constructor(
    readonly stream: string,
    readonly expected: number,
    readonly actual: number,
    /** The current state, as far as the caller is told of it. */
    readonly state: unknown,
    /** What happened since the revision the caller saw. */
    readonly since: readonly { readonly type: string; readonly revision: number }[],
  ) {
    super(`${stream} is at revision ${actual}, the request expects ${expected}`);
  }
}
