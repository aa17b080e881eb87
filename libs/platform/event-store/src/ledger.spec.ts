import { MemoryEventStore } from '#platform/testing';
import { EventCodec } from './codec.js';
import { ledgerCatalogue, LEDGER_STREAM, ledgerOf, openLedger } from './ledger.js';

const wanted = (ledgerId: string) => ({ ledgerId, clock: 'real' }) as const;
const NOW = '2021-05-31T17:00:00.000Z';

describe('a ledger', () => {
  it('that is there keeps its name, also for two who open it at once', async () => {
    const store = new MemoryEventStore();
    const opened = await Promise.all(['a', 'b'].map((id) => openLedger(store, wanted(id), NOW)));
    expect(opened).toEqual([wanted('a'), wanted('a')]);
    expect(await openLedger(store, wanted('c'), NOW)).toEqual(wanted('a'));
  });

  it('is none before it is opened', async () => {
    expect(await ledgerOf(new MemoryEventStore())).toBeNull();
  });

  it('begins on a day of Shanghai', async () => {
    const store = new MemoryEventStore();
    await openLedger(store, wanted('a'), NOW);
    const [first] = await store.readStream(LEDGER_STREAM);
    const { metadata } = new EventCodec([ledgerCatalogue]).decode(first as NonNullable<typeof first>);
    expect(metadata).toMatchObject({ recordedAt: NOW, occurredOn: '2021-06-01' });
  });
});
