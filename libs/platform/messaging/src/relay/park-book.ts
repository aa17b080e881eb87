import { RelayStopped } from '../errors.js';
import type { Parked } from '../wire/index.js';

const MAX_PARKED = 100;

/** What waits: keys, or whole topics. Bounded: past 100 entries something is wrong with more than a key. */
export class ParkBook {
  private readonly entries = new Map<string, Parked>();

  constructor(parked: readonly Parked[]) {
    for (const entry of parked) this.entries.set(nameOf(entry.topic, entry.key), entry);
  }

  holds(topic: string, key: string): boolean {
    return (
      this.entries.size > 0 && (this.entries.has(nameOf(topic, key)) || this.entries.has(nameOf(topic, null)))
    );
  }

  find(topic: string, key: string | null): Parked | undefined {
    return this.entries.get(nameOf(topic, key));
  }

  /** Replaces the entry of the same key. Throws {@link RelayStopped} when there is no more room. */
  park(entry: Parked): void {
    this.entries.set(nameOf(entry.topic, entry.key), entry);
    if (this.entries.size > MAX_PARKED)
      throw new RelayStopped(
        `more than ${MAX_PARKED} keys wait, the last is ${entry.key ?? 'all'} of ${entry.topic}: ${entry.detail}`,
      );
  }

  release(topic: string, key: string | null): void {
    this.entries.delete(nameOf(topic, key));
  }

  list(): readonly Parked[] {
    return [...this.entries.values()];
  }
}

const nameOf = (topic: string, key: string | null): string => (key === null ? topic : `${topic}\n${key}`);
