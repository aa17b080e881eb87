import { EventStoreOverloaded } from './errors.js';

const MAX_WAITING = 500;
const PATIENCE_MS = 10_000;

/** Work on the same thing, one after another in the order it came, within this process. */
export class Turns {
  private readonly queues = new Map<string, { last: Promise<unknown>; length: number }>();

  /** Throws {@link EventStoreOverloaded} when 500 are before it, or when its turn comes after more than 10 s. */
  async take<T>(name: string, work: () => Promise<T>): Promise<T> {
    const queue = this.queues.get(name) ?? { last: Promise.resolve(), length: 0 };
    if (queue.length >= MAX_WAITING)
      throw new EventStoreOverloaded(`${queue.length} commands wait for ${name}`);
    this.queues.set(name, queue);
    const deadline = performance.now() + PATIENCE_MS;
    const turn = queue.last.then(() => {
      if (performance.now() > deadline) throw new EventStoreOverloaded(`the turn for ${name} came too late`);
      return work();
    });
    queue.length++;
    queue.last = turn.catch(() => undefined);
    try {
      return await turn;
    } finally {
      if (--queue.length === 0) this.queues.delete(name);
    }
  }
}
