/** Who acts, in which role, when, and which request this is; made at the edge, trusted inside. */
export interface CommandContext {
  /** UUID derived from actor, route and target, and Idempotency-Key: the same request has the same id for ever. */
  readonly commandId: string;
  /**
   * What a request acts on whatever its body says: the values of its path. Absent where no request is executed but
   * what follows from something that happened.
   */
  readonly targets?: readonly string[];
  /** Hex SHA-256 of the canonical request body. */
  readonly requestHash: string;
  /** Opaque subject of the token. */
  readonly actor: string;
  readonly role: string;
  /** The unit the token speaks for, in whichever role it acts. */
  readonly actorUnitId?: string;
  readonly reason?: string;
  readonly correlationId: string;
  readonly causationId?: string;
  readonly traceparent?: string;
  /** Aborted when whoever asked was told that it takes too long: then nothing is to be written any more. */
  readonly signal?: AbortSignal;
  /** Revision the caller saw, from If-Match. */
  readonly expectedRevision?: number;
  /** Instant, ISO-8601 UTC. */
  readonly now: string;
  /** The Asia/Shanghai date of `now`, `YYYY-MM-DD`. */
  readonly today: string;
}

/** For a command that another one leads to in another stream. */
export function consequence(
  { expectedRevision: _, targets: __, ...own }: CommandContext,
  commandId: string,
): CommandContext {
  return { ...own, commandId, causationId: own.commandId };
}

/**
 * A command: a plain class with a literal `type`; the command bus routes by its constructor.
 * `data` is what was asked; what is looked up goes to `decide` as facts.
 */
export abstract class Command<Data extends object> {
  abstract readonly type: string;
  constructor(
    readonly data: Data,
    readonly context: CommandContext,
  ) {}
}
