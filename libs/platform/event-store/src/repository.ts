import { LRUCache } from 'lru-cache';
import { type Command, type Decider, type DomainEvent } from '#platform/event-sourcing';
import { derivedId } from '#platform/values';
import type { EventCodec, StoredEvent } from './codec.js';
import { ConcurrencyConflict } from './errors.js';
import type { EventStore } from './event-store.js';

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
    /** The current state as the decider sees it. */
    readonly state: unknown,
    /** What happened since the revision the caller saw. */
    readonly since: readonly { readonly type: string; readonly revision: number }[],
  ) {
    super(`${stream} is at revision ${actual}, the request expects ${expected}`);
  }
}

/** A stream folded: its state and how far it goes; revision -1 when it does not exist. */
export interface Loaded<S> {
  readonly state: S;
  readonly revision: number;
}

interface Folded extends Loaded<unknown> {
  readonly position: bigint | null;
  readonly commands: Map<string, KnownCommand>;
}

interface KnownCommand {
  readonly requestHash: string;
  readonly receipt: Receipt;
}

export interface Execution<C, S, E extends DomainEvent, F> {
  readonly decider: Decider<C, S, E, F>;
  readonly stream: string;
  readonly command: C;
  readonly facts: F;
}

const RETRIES = 3;
const CACHED_COMMANDS = 200_000;
const PAGE = 1000;

/**
 * Runs commands against streams: load, answer what is already done, compare If-Match, decide, append at the
 * exact revision. A command that was done once answers its first receipt for ever, on every store, because it is
 * found by its id in the stream. A lost race is decided again up to three times.
 */
export class DeciderRepository {
  private readonly cache = new LRUCache<string, Folded>({
    maxSize: CACHED_COMMANDS,
    sizeCalculation: (folded) => folded.commands.size + 1,
  });

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    private readonly storeId: string,
  ) {}

  /** The stream's state now. */
  async load<S, E extends DomainEvent>(decider: Pick<Decider<never, S, E, never>, 'initialState' | 'evolve'>, stream: string): Promise<Loaded<S>> {
    return (await this.fold(decider, stream)) as Loaded<S>;
  }

  /** The receipt of this very command if it was done before; throws {@link RequestReused}. */
  async done(decider: Pick<Decider<never, never, never, never>, 'initialState' | 'evolve'>, stream: string, command: Command<object>): Promise<Receipt | null> {
    return this.known(await this.fold(decider as never, stream), command);
  }

  /** Throws {@link RequestReused}, {@link StaleRevision}, DomainRejection, and the store's errors; then nothing is changed. */
  async execute<C extends Command<object>, S, E extends DomainEvent, F>(run: Execution<C, S, E, F>): Promise<Receipt> {
    for (let attempt = 0; ; attempt++) {
      const folded = await this.fold(run.decider, run.stream);
      const known = this.known(folded, run.command);
      if (known) return known;
      await this.compareRevision(run, folded);
      const events = run.decider.decide(run.command, folded.state as S, run.facts);
      if (events.length === 0) return this.unchanged(run.stream, folded);
      try {
        return await this.append(run, folded, events);
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict) || attempt >= RETRIES) throw error;
      }
    }
  }

  private known(folded: Folded, command: Command<object>): Receipt | null {
    const known = folded.commands.get(command.context.commandId);
    if (!known) return null;
    if (known.requestHash !== command.context.requestHash) throw new RequestReused(command.context.commandId);
    return known.receipt;
  }

  private async compareRevision(run: { stream: string; command: Command<object> }, folded: Folded): Promise<void> {
    const expected = run.command.context.expectedRevision;
    if (expected === undefined || expected === folded.revision) return;
    const since = await this.store.readStream(run.stream, { from: Math.max(0, expected + 1), limit: 100 });
    throw new StaleRevision(
      run.stream,
      expected,
      folded.revision,
      folded.state,
      since.map(({ type, revision }) => ({ type, revision })),
    );
  }

  private async append<C extends Command<object>, S, E extends DomainEvent, F>(run: Execution<C, S, E, F>, folded: Folded, events: readonly E[]): Promise<Receipt> {
    const { stream, command } = run;
    const { commandId, requestHash, actor, role, reason, correlationId, causationId, traceparent, now, today } = command.context;
    const metadata = { commandId, requestHash, actor, role, reason, correlationId, causationId, traceparent, recordedAt: now };
    const encoded = events.map((event, index) => this.codec.encode(derivedId(stream, commandId, index), event, metadata, today));
    const appended = await this.store.append(stream, folded.revision < 0 ? 'none' : folded.revision, encoded);
    const receipt: Receipt = {
      stream,
      revision: appended.revision,
      position: this.token(appended.position),
      events: encoded.map(({ id, type }) => ({ id, type })),
    };
    let state = folded.state as S;
    for (const event of events) state = run.decider.evolve(state, event);
    folded.commands.set(commandId, { requestHash, receipt });
    this.cache.set(stream, { state, revision: appended.revision, position: appended.position, commands: folded.commands });
    return receipt;
  }

  private unchanged(stream: string, folded: Folded): Receipt {
    const position = folded.position === null ? null : this.token(folded.position);
    return { stream, revision: folded.revision, position, events: [] };
  }

  private async fold(decider: { initialState: unknown; evolve(state: never, event: never): unknown }, stream: string): Promise<Folded> {
    let folded = this.cache.get(stream) ?? { state: decider.initialState, revision: -1, position: null, commands: new Map<string, KnownCommand>() };
    for (;;) {
      const page = await this.store.readStream(stream, { from: folded.revision + 1, limit: PAGE });
      if (page.length === 0) return folded;
      for (const recorded of page) folded = this.take(decider, folded, this.codec.decode(recorded));
      this.cache.set(stream, folded);
      if (page.length < PAGE) return folded;
    }
  }

  private take(decider: { evolve(state: never, event: never): unknown }, folded: Folded, stored: StoredEvent): Folded {
    const { commandId, requestHash } = stored.metadata;
    const before = folded.commands.get(commandId)?.receipt.events ?? [];
    const receipt: Receipt = {
      stream: stored.stream,
      revision: stored.revision,
      position: this.token(stored.position),
      events: before.some(({ id }) => id === stored.id) ? before : [...before, { id: stored.id, type: stored.event.type }],
    };
    folded.commands.set(commandId, { requestHash, receipt });
    const state = decider.evolve(folded.state as never, stored.event as never);
    return { state, revision: stored.revision, position: stored.position, commands: folded.commands };
  }

  private token(position: bigint): string {
    return `${this.storeId}.${position}`;
  }
}
