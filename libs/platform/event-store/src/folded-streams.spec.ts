import { MemoryEventStore, testMetadata } from '#platform/testing';
import { derivedId } from '#platform/values';
import { EventCodec } from './codec.js';
import type { ReadStreamOptions, RecordedEvent } from './event-store.js';
import { FoldedStreams } from './folded-streams.js';

const STREAM = 'test.count-1';
const codec = new EventCodec([{ Counted: { version: 1, meaning: 'Something is counted.', words: '数' } }]);
const count = { initialState: 0, evolve: (state: number) => state + 1 };

const eventId = (command: number, event: number): string => derivedId('counted', command, event);

/** A stream of commands that led to so many events each; a read can be held back. */
class Pages extends MemoryEventStore {
  readonly asked: number[] = [];
  private readonly held = new Map<number, () => void>();
  private holding = false;

  async commands(...sizes: readonly number[]): Promise<this> {
    let revision = -1;
    for (const [index, size] of sizes.entries()) {
      const metadata = testMetadata({ commandId: `command-${index}` });
      const events = Array.from({ length: size }, (_, at) =>
        codec.encode(eventId(index, at), { type: 'Counted', data: {} }, metadata, '2021-06-01'),
      );
      ({ revision } = await this.append(STREAM, revision < 0 ? 'none' : revision, events));
    }
    return this;
  }

  hold(): void {
    this.holding = true;
  }

  /** The read that was the n-th to be asked goes on. */
  release(asked: number): void {
    this.held.get(asked)?.();
  }

  releaseAll(): void {
    this.holding = false;
    for (const go of this.held.values()) go();
  }

  override async readStream(
    stream: string,
    options: ReadStreamOptions = {},
  ): Promise<readonly RecordedEvent[]> {
    const turn = this.asked.push(options.from ?? 0) - 1;
    if (this.holding) await new Promise<void>((go) => this.held.set(turn, go));
    return super.readStream(stream, options);
  }
}

const receiptIn = async (streams: FoldedStreams, command: string) =>
  (await streams.fold(count, STREAM)).commands.get(command)?.receipt;
/** Everything that can happen without another read has happened. */
const settled = () => new Promise((done) => setImmediate(done));

describe('a receipt found in the stream', () => {
  it('is whole where its events lie on both sides of a page', async () => {
    const store = await new Pages().commands(999, 3, 1);
    const receipt = await receiptIn(new FoldedStreams(store, codec, 'store'), 'command-1');
    expect(store.asked).toEqual([0, 1000]);
    expect(receipt?.revision).toBe(1001);
    expect(receipt?.events.map(({ id }) => id)).toEqual([eventId(1, 0), eventId(1, 1), eventId(1, 2)]);
  });

  it('is whole where the first page ends with it', async () => {
    const store = await new Pages().commands(998, 2);
    expect((await receiptIn(new FoldedStreams(store, codec, 'store'), 'command-1'))?.revision).toBe(999);
    expect(store.asked).toEqual([0, 1000]);
  });

  it('stays whole while another reader that started with it is still behind', async () => {
    const store = await new Pages().commands(1999, 3);
    const streams = new FoldedStreams(store, codec, 'store');
    store.hold();
    const ahead = streams.fold(count, STREAM);
    store.release(0);
    await settled();
    const behind = streams.fold(count, STREAM);
    store.release(1);
    await settled();
    store.release(3);
    await ahead;
    store.release(2);
    await settled();
    expect(store.asked).toEqual([0, 1000, 1000, 2000, 2000]);
    const now = receiptIn(streams, 'command-1');
    store.release(5);
    expect(await now).toMatchObject({
      revision: 2001,
      events: [{ id: eventId(1, 0) }, { id: eventId(1, 1) }, { id: eventId(1, 2) }],
    });
    store.releaseAll();
    expect((await behind).revision).toBe(2001);
  });
});

describe('what is kept of streams', () => {
  it('is read on from where it ends', async () => {
    const store = await new Pages().commands(3);
    const streams = new FoldedStreams(store, codec, 'store');
    await streams.fold(count, STREAM);
    expect((await streams.fold(count, STREAM)).state).toBe(3);
    expect(store.asked).toEqual([0, 3]);
  });

  it('is bounded by the bytes folded, so a stream too large for it is read anew', async () => {
    const store = await new Pages().commands(3);
    const streams = new FoldedStreams(store, codec, 'store', 1_000);
    await streams.fold(count, STREAM);
    expect((await streams.fold(count, STREAM)).state).toBe(3);
    expect(store.asked).toEqual([0, 0]);
  });
});
