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

const doneIn = async (streams: FoldedStreams, command: string) => {
  const first = (await streams.fold(count, STREAM)).commands.get(command) ?? -1;
  return (await streams.done(STREAM, command, first)).receipt;
};
/** Everything that can happen without another read has happened. */
const settled = () => new Promise((done) => setImmediate(done));

describe('what a command came to', () => {
  it.each([1, 20, 50])(
    'is told whole where it led to %d events, and nothing of the next is',
    async (size) => {
      const store = await new Pages().commands(2, size, 1);
      expect(await doneIn(new FoldedStreams(store, codec, 'store'), 'command-1')).toEqual({
        stream: STREAM,
        revision: 1 + size,
        position: expect.stringMatching(/^store\.\d+$/) as string,
        events: Array.from({ length: size }, (_, at) => ({ id: eventId(1, at), type: 'Counted' })),
      });
    },
  );

  it('is found where its events lie on both sides of a page', async () => {
    const store = await new Pages().commands(999, 3, 1);
    const receipt = await doneIn(new FoldedStreams(store, codec, 'store'), 'command-1');
    expect(store.asked).toEqual([0, 1000, 999]);
    expect(receipt.revision).toBe(1001);
  });

  it('is found while another reader that started with it is still behind', async () => {
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
    const { commands } = await ahead;
    expect([store.asked, commands.get('command-1')]).toEqual([[0, 1000, 1000, 2000], 1999]);
    store.releaseAll();
    expect(await behind).toMatchObject({ revision: 2001, commands: new Map([...commands]) });
  });

  it('is not told by a store that lacks it', async () => {
    const store = await new Pages().commands(3);
    const done = new FoldedStreams(store, codec, 'store').done(STREAM, 'command-1', 3);
    await expect(done).rejects.toThrow('test.count-1 lacks revision 3, which it held before');
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
