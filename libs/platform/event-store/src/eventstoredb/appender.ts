import { ConcurrencyConflict, EventStoreUnavailable } from '../errors.js';
import type { Appended, ExpectedRevision, NewEvent } from '../event-store.js';
import { AppendCall, type AppendAnswer } from './append-call.js';
import type { Connection } from './connection.js';
import { portError, UnknownOutcome } from './failures.js';
import { readEvents } from './reading.js';
import { readStreamRequest } from './requests.js';

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1000;

/**
 * Appends until the outcome is known: an append without an answer is sent again as it was, which changes nothing
 * when it was done, and a conflict found then is held against what the stream says.
 */
export class Appender {
  private call: Promise<AppendCall> | null = null;

  constructor(private readonly connection: Connection) {}

  async append(stream: string, expected: ExpectedRevision, events: readonly NewEvent[]): Promise<Appended> {
    const deadline = performance.now() + this.connection.deadlineMs;
    let wait = FIRST_PAUSE_MS;
    for (let again = false; ; again = true) {
      const answer = await this.attempt(stream, expected, events, deadline).catch(
        (error: unknown) => error as Error,
      );
      if (!(answer instanceof Error)) return this.complete(answer, stream, expected, events);
      if (answer instanceof ConcurrencyConflict && again) return this.holdAgainstStream(answer, events);
      if (!(answer instanceof UnknownOutcome)) throw answer;
      if (performance.now() + wait >= deadline) throw new EventStoreUnavailable(answer.message);
      await this.connection.pause(wait);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    }
  }

  /** Half the time is left for another attempt when the first one gets no answer. */
  private async attempt(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    deadline: number,
  ): Promise<AppendAnswer> {
    const withinMs = Math.max(1, Math.min(this.connection.deadlineMs / 2, deadline - performance.now()));
    const call = await this.open(performance.now() + withinMs).catch((error: unknown) => {
      throw new UnknownOutcome(portError(error, `append to ${stream}`).message);
    });
    return call.append(stream, expected, events, withinMs);
  }

  private async open(deadline: number): Promise<AppendCall> {
    this.call ??= this.connection.batchAppend(deadline).then((call) => new AppendCall(call));
    const opening = this.call;
    const call = await opening.catch((error: unknown) => {
      if (this.call === opening) this.call = null;
      throw error;
    });
    if (!call.isBroken) return call;
    if (this.call === opening) this.call = null;
    return this.open(deadline);
  }

  private async complete(
    { revision, position }: AppendAnswer,
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    if (position !== null) return { revision, position };
    const done = await this.findDone(stream, expected, events);
    if (!done) throw new EventStoreUnavailable(`append to ${stream}: done, but not to be read`);
    return done;
  }

  private async holdAgainstStream(
    conflict: ConcurrencyConflict,
    events: readonly NewEvent[],
  ): Promise<Appended> {
    const done = await this.findDone(conflict.stream, conflict.expected, events);
    if (!done) throw conflict;
    return done;
  }

  /** The result of an append that stands in the stream already; null when something else does. */
  private async findDone(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
  ): Promise<Appended | null> {
    const first = expected === 'none' ? 0 : expected + 1;
    const request = readStreamRequest(stream, first, events.length);
    const found = await readEvents(this.connection, request, `read ${stream}`, stream);
    const last = found.at(-1);
    if (!last || found.length < events.length || found.some(({ id }, index) => id !== events[index]?.id))
      return null;
    return { revision: last.revision, position: last.position };
  }
}
