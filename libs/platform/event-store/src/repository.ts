import type { Command, CommandContext, DomainEvent } from '#platform/event-sourcing';
import { inSpan } from '#platform/tracing';
import { derivedId, sha256 } from '#platform/values';
import type { EventCodec } from './codec.js';
import { CommandAbandoned, ConcurrencyConflict } from './errors.js';
import type { EventStore, NewEvent } from './event-store.js';
import { type CommandOutcome, type ExecutedCommand, outcomeOf } from './executed-command.js';
import { type FoldedStream, FoldedStreams, weightOf } from './folded-streams.js';
import type { Execution } from './execution.js';
import { followsBody, naming } from './named-request.js';
import { type Receipt, RequestReused, StaleRevision } from './receipt.js';
import { Turns } from './turns.js';

/** A stream's state, and its revision: -1 when it does not exist. */
export interface Loaded<S> {
  readonly state: S;
  readonly revision: number;
}

const RETRIES = 3;
const EVENTS_SHOWN = 100;

/**
 * Runs commands against streams: load, answer what is already done, compare If-Match, look facts up, decide,
 * append at the exact revision. A command that was done once answers its first receipt for ever, on every store,
 * because it is found by its id in the stream; where the body of a request leads to the stream, what is decided is
 * written only after the request was named in a stream of its own. A lost race is decided again up to three times.
 */
export class DeciderRepository {
  private readonly streams: FoldedStreams;
  private readonly turns = new Turns();

  constructor(
    private readonly store: EventStore,
    private readonly codec: EventCodec,
    storeId: string,
    private readonly onExecuted: (executed: ExecutedCommand) => void = () => undefined,
  ) {
    this.streams = new FoldedStreams(store, codec, storeId);
  }

  /** The stream's state now. */
  async load<S>(
    decider: { readonly initialState: S; evolve(state: S, event: never): S },
    stream: string,
  ): Promise<Loaded<S>> {
    const { state, revision } = await this.streams.fold(decider, stream);
    return { state: state as S, revision };
  }

  /**
   * Throws {@link RequestReused}, {@link StaleRevision}, {@link CommandAbandoned}, DomainRejection, what `facts` throws, and the store's
   * errors; then nothing is changed.
   */
  async execute<C extends Command<object>, S, E extends DomainEvent, F = void>(
    run: Execution<C, S, E, F>,
  ): Promise<Receipt> {
    const { type, context } = run.command;
    const began = performance.now();
    let outcome: CommandOutcome = 'failed';
    try {
      const { receipt, came } = await inSpan(
        `command ${type}`,
        { parent: context.traceparent, attributes: { 'civitas.stream': run.stream } },
        (traceparent) =>
          run.inTurn === true
            ? this.turns.take(run.stream, () => this.receiptOf(run, traceparent))
            : this.receiptOf(run, traceparent),
      );
      outcome = came;
      return run.creates === undefined ? receipt : { id: run.creates, ...receipt };
    } catch (error) {
      outcome = outcomeOf(error);
      throw error;
    } finally {
      this.onExecuted({ type, outcome, seconds: (performance.now() - began) / 1000 });
    }
  }

  private async receiptOf<C extends Command<object>, S, E extends DomainEvent, F>(
    run: Execution<C, S, E, F>,
    traceparent: string | undefined,
  ): Promise<{ readonly receipt: Receipt; readonly came: CommandOutcome }> {
    for (let attempt = 0; ; attempt++) {
      const folded = await this.streams.fold(run.decider, run.stream);
      const first = folded.commands.get(run.command.context.commandId);
      if (first !== undefined) return { receipt: await this.repeated(run, first), came: 'repeated' };
      await this.compareRevision(run, folded);
      const facts = (await run.facts?.(folded.state as S)) as F;
      const events = run.decider.decide(run.command, folded.state as S, facts);
      if (events.length === 0) return { receipt: this.unchanged(run.stream, folded), came: 'unchanged' };
      if (followsBody(run.stream, run.command.context))
        await this.receiptOf(naming(run.stream, run.command.context), traceparent);
      try {
        return { receipt: await this.append(run, folded, events, traceparent), came: 'done' };
      } catch (error) {
        if (!(error instanceof ConcurrencyConflict) || attempt >= RETRIES) throw error;
      }
    }
  }

  private async repeated(
    { stream, command: { context } }: { readonly stream: string; readonly command: Command<object> },
    first: number,
  ): Promise<Receipt> {
    const { requestHash, receipt } = await this.streams.done(stream, context.commandId, first);
    if (requestHash !== context.requestHash)
      throw new RequestReused(`command ${context.commandId} had another body`);
    return receipt;
  }

  private unchanged(stream: string, { revision, position }: FoldedStream): Receipt {
    return { stream, revision, position: this.streams.token(position), events: [] };
  }

  private async compareRevision<C extends Command<object>, S, E extends DomainEvent, F>(
    { stream, command, shown, isTold = () => true }: Execution<C, S, E, F>,
    folded: FoldedStream,
  ): Promise<void> {
    const { expectedRevision } = command.context;
    if (expectedRevision === undefined || expectedRevision === folded.revision) return;
    const later = await this.store.readStream(stream, { from: expectedRevision + 1, limit: EVENTS_SHOWN });
    const told = later.filter((recorded) => isTold(this.codec.decode(recorded).event as E));
    const since = told.map(({ type, revision }) => ({ type, revision }));
    const state = shown ? shown(folded.state as S) : folded.state;
    throw new StaleRevision(stream, expectedRevision, folded.revision, state, since);
  }

  private async append<C extends Command<object>, S, E extends DomainEvent, F>(
    { stream, command, decider }: Execution<C, S, E, F>,
    folded: FoldedStream,
    events: readonly E[],
    traceparent: string | undefined,
  ): Promise<Receipt> {
    // Another process's clock may be ahead of ours: within a stream recorded time does not go back for that.
    const now = command.context.now > folded.recordedAt ? command.context.now : folded.recordedAt;
    const encoded = this.encoded(stream, { ...command.context, traceparent, now }, events);
    const expected = folded.revision < 0 ? 'none' : folded.revision;
    if (command.context.signal?.aborted === true)
      throw new CommandAbandoned(`${stream}: nobody waits for it any more`);
    const { revision, position } = await inSpan(
      'append',
      { parent: traceparent, attributes: { 'civitas.events': encoded.length } },
      () => this.store.append(stream, expected, encoded),
    );
    const receipt: Receipt = {
      stream,
      revision,
      position: this.streams.token(position),
      events: encoded.map(({ id, type }) => ({ id, type })),
    };
    const { commands } = folded;
    commands.set(command.context.commandId, folded.revision + 1);
    const state = events.reduce((before, event) => decider.evolve(before, event), folded.state as S);
    const weight = encoded.reduce((sum, event) => sum + weightOf(event), folded.weight);
    this.streams.keep(stream, { state, revision, position, recordedAt: now, weight, commands });
    return receipt;
  }

  /**
   * An event's id names the command and what it came to. So the same request decided twice at once, with another
   * body or after its facts have changed, does not pass for a repetition: it loses the race and finds the first
   * receipt.
   */
  private encoded(stream: string, context: CommandContext, events: readonly DomainEvent[]): NewEvent[] {
    const { commandId, requestHash, now, today } = context;
    const { actor, role, reason, correlationId, causationId, traceparent } = context;
    const about = { commandId, requestHash, actor, role, reason, correlationId, causationId, traceparent };
    const metadata = { ...about, recordedAt: now };
    return events.map((event, index) => {
      const encoded = this.codec.encode('', event, metadata, today);
      const decided = sha256(encoded.data);
      return {
        ...encoded,
        id: derivedId(stream, commandId, index, events.length, requestHash, decided),
      };
    });
  }
}
