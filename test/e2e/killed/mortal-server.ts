import { setTimeout as passed } from 'node:timers/promises';
import { type Answered, eventually, type StartedServer } from '#platform/testing';

/** Longer than a server needs to come back, with a start in between that it does not survive. */
const PATIENCE_MS = 60_000;

/** A command as it is sent, again and again, until it is answered. */
export interface Command {
  /** Idempotency-Key. */
  readonly key: string;
  readonly path: string;
  readonly body: object;
}

/** A server that is killed while others work with it: they wait while it is away and send again what was cut off. */
export class MortalServer {
  /** Commands that were answered with a receipt, and what they were answered. */
  readonly answered = new Map<Command, Answered>();
  /** Requests that the death of the server left without an answer. */
  cutOff = 0;
  private alive: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;
  private deaths = 0;

  constructor(private readonly server: StartedServer) {}

  /** Sends it until it is done; rejects when it is refused, or fails and no death of the server explains it. */
  async send(command: Command): Promise<Answered> {
    const answer = await eventually(
      `${command.path} of ${command.key}`,
      () => this.tried(command),
      PATIENCE_MS,
    );
    this.answered.set(command, answer);
    return answer;
  }

  /** Sends it once. */
  attempt({ key, path, body }: Command): Promise<Answered> {
    return this.server.request('POST', path, { key, body });
  }

  /** Kills it. Those who work with it wait until it {@link revive}s. */
  async kill(): Promise<void> {
    this.alive = new Promise((resolve) => (this.wake = resolve));
    this.deaths++;
    await this.server.kill();
  }

  /** Starts it again over the same directory. */
  async revive(): Promise<void> {
    await this.server.restart().finally(this.wake);
  }

  /** Starts the dead again and kills it after so long, ready or not. */
  async killWhileStarting(afterMs: number): Promise<void> {
    // Rejects when it was not ready yet. What else keeps it from starting does so the next time, too.
    const end = this.server.restart().catch(() => undefined);
    await passed(afterMs);
    this.server.signal('SIGKILL');
    await end;
    await this.server.kill();
  }

  /** Null when it is to be sent again. */
  private async tried(command: Command): Promise<Answered | null> {
    const { deaths } = this;
    await this.alive;
    const answer = await this.attempt(command).catch((error: unknown) => {
      if (this.deaths === deaths) throw error;
      this.cutOff++;
      return null;
    });
    if (answer === null || isTooEarly(answer)) return null;
    if (answer.status === 200 || answer.status === 201) return answer;
    throw new Error(`${command.path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
  }
}

/** It was not up to work yet, or its read models were further behind than a command waits for them. */
const isTooEarly = ({ status, body }: Answered): boolean =>
  status === 503 || (body as { code?: string }).code === 'unknown-unit';
