import { Command, type Decider } from '#platform/event-sourcing';
import { MemoryEventStore, testContext } from '#platform/testing';
import { derivedId } from '#platform/values';
import { EventCodec } from './codec.js';
import { DeciderRepository } from './repository.js';

class Note extends Command<{ readonly text: string }> {
  readonly type = 'Note';
}
type Noted = { readonly type: 'Noted'; readonly data: { readonly text: string } };

const notes: Decider<Note, number, Noted> = {
  initialState: 0,
  decide: ({ data }) => [{ type: 'Noted', data }],
  evolve: (count) => count + 1,
};
const codec = new EventCodec([{ Noted: { version: 1, meaning: 'Something is noted.', words: '记' } }]);
const [EARLIER, NOW, LATER] = [
  '2026-03-01T11:00:00.000Z',
  '2026-03-01T12:00:00.000Z',
  '2026-03-01T13:00:00.000Z',
];

describe('recorded time', () => {
  it.each(['one process', 'processes whose clocks differ'])(
    'does not go back within a stream that %s writes',
    async (writers) => {
      const store = new MemoryEventStore();
      let repository = new DeciderRepository(store, codec, 'store');
      for (const [index, now] of [NOW, EARLIER, LATER, NOW].entries()) {
        const command = new Note({ text: now }, testContext({ commandId: derivedId('note', index), now }));
        await repository.execute({ decider: notes, stream: 'test.notes-1', command });
        if (writers !== 'one process') repository = new DeciderRepository(store, codec, 'store');
      }
      const stored = (await store.readStream('test.notes-1')).map((event) => codec.decode(event));
      expect(stored.map(({ metadata }) => metadata.recordedAt)).toEqual([NOW, NOW, LATER, LATER]);
    },
  );
});
