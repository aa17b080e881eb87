import { setInterval as every } from 'node:timers/promises';
import type { EventStore, Position } from '#platform/event-store';
import { ids, newEvent, newStream } from './samples.js';

export const EVENT_BYTES = 20 * 1024;
const BEATS_A_SECOND = 15;
/** Less than 1 MiB, which the protocol takes at most in an append. */
const EVENTS_A_BEAT = 40;

/** Writes 12 MB a second to a stream of its own for so long, or longer on a slower machine: as many in the end. */
export class SteadyWriter {
  readonly written: string[] = [];
  /** Of the last event; null until all are written. */
  end: Position | null = null;
  private readonly stream = newStream();

  constructor(
    private readonly store: EventStore,
    private readonly seconds: number,
  ) {}

  /** Looks at something once a second, between two appends. */
  async write(look: () => Promise<void>): Promise<void> {
    let beat = 0;
    for await (const _ of every(1000 / BEATS_A_SECOND)) {
      const position = await this.append();
      if (++beat % BEATS_A_SECOND === 0) await look();
      if (beat < this.seconds * BEATS_A_SECOND) continue;
      this.end = position;
      return;
    }
  }

  private async append(): Promise<Position> {
    const { length } = this.written;
    const events = Array.from({ length: EVENTS_A_BEAT }, () =>
      newEvent({ data: Buffer.alloc(EVENT_BYTES, 65) }),
    );
    const { position } = await this.store.append(this.stream, length === 0 ? 'none' : length - 1, events);
    this.written.push(...ids(events));
    return position;
  }
}
