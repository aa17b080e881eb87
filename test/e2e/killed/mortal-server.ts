import { setTimeout as passed } from 'node:timers/promises';
import { type Answered, eventually, type StartedServer } from '#platform/testing';

/** A command as it is sent, again and again, until it is answered. */
export interface Command {
  /** Idempotency-Key. */
  readonly key: string;
  readonly path: string;
  readonly body: object;
}

class Refusal extends Error {
  constructor({ path }: Command, { status, body }: Answered) {
    super(`${path} answered ${status}: ${JSON.stringify(body)}`);
  }
}

/** A server that is killed while others work with it: they wait while it is away and send again what was cut off. */
export class MortalServer {
  private alive: Promise<void> = Promise.resolve();
  private wake: () => void = () => undefined;
  private deaths = 0;
  /** Commands that were answered with a receipt, and what they were answered. */
  readonly answered = new Map<Command, Answered>();
  /** Requests that the death of the server left without an answer. */
  cutOff = 0;

  constructor(private readonly server: StartedServer) {}

  /** Sends it until an answer comes; rejects when that is a refusal, or when no death of the server explains its lack. */
  async send(command: Command): Promise<Answered> {
    for (;;) {
      const { deaths } = this;
      await this.alive;
      try {
        const answer = await this.attempt(command);
        if (answer.status !== 200 && answer.status !== 201) throw new Refusal(command, answer);
        this.answered.set(command, answer);
        return answer;
      } catch (error) {
        if (error instanceof Refusal) throw error;
        await eventually(`the death behind ${String(error)}`, () => this.deaths > deaths);
        this.cutOff++;
      }
    }
  }

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
    const end = this.server.restart().then(
      () => undefined,
      // Killed before it was ready. What else keeps it from starting keeps it from doing so the next time.
      () => undefined,
    );
    await passed(afterMs);
    this.server.signal('SIGKILL');
    await end;
    await this.server.kill();
  }
}
