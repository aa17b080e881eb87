import { MemoryEventStore } from '#platform/testing';
import { derivedId } from '#platform/values';
import type { LedgerPlace } from './ledger-window.js';
import { LedgerWindow } from './ledger-window.js';

const START: LedgerPlace = { ordinal: -1, position: null };
const everything = (): boolean => true;

async function storeOf(streams: readonly string[]): Promise<MemoryEventStore> {
  const store = new MemoryEventStore();
  const revisions = new Map<string, number>();
  for (const [index, stream] of streams.entries()) {
    const revision = revisions.get(stream);
    const event = {
      id: derivedId('test', index),
      type: 'Happened',
      contentType: 'application/json',
      data: Buffer.from('{}'),
      metadata: Buffer.from('{}'),
    } as const;
    await store.append(stream, revision ?? 'none', [event]);
    revisions.set(stream, (revision ?? -1) + 1);
  }
  return store;
}

const ordinals = (entries: readonly { ordinal: number }[]): number[] => entries.map(({ ordinal }) => ordinal);

describe('a walk over the ledger', () => {
  it('counts the ledger’s own events and passes system streams over', async () => {
    const window = new LedgerWindow(await storeOf(['a', '$sys', 'b', 'a']));
    const { entries, next } = await window.walk(START, everything, 10, 100);
    expect(entries.map(({ ordinal, recorded }) => `${ordinal} ${recorded.stream}`)).toEqual([
      '0 a',
      '1 b',
      '2 a',
    ]);
    expect(next).toBeNull();
  });

  it('goes on where it stopped, without a gap or a repetition', async () => {
    const window = new LedgerWindow(
      await storeOf(Array.from({ length: 25 }, (_, index) => (index % 5 === 0 ? '$sys' : 'a'))),
    );
    const seen: number[] = [];
    let place: LedgerPlace | null = START;
    while (place) {
      const walk = await window.walk(place, everything, 7, 100);
      seen.push(...ordinals(walk.entries));
      place = walk.next;
    }
    expect(seen).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  it('stops after its budget when nothing matches, and says where to go on', async () => {
    const window = new LedgerWindow(await storeOf(Array.from({ length: 50 }, () => 'a')));
    const { entries, next } = await window.walk(START, ({ recorded }) => recorded.stream === 'z', 10, 20);
    expect(entries).toEqual([]);
    // The store's own first event was looked at, too.
    expect(next?.ordinal).toBe(18);
  });

  it('starts near an ordinal it has passed before', async () => {
    const window = new LedgerWindow(await storeOf(Array.from({ length: 12_000 }, () => 'a')));
    await window.walk(START, () => false, 1, 20_000);
    const place = window.placeBefore(11_500);
    expect(place.ordinal).toBeGreaterThan(5000);
    expect(place.ordinal).toBeLessThan(11_500);
    const { entries } = await window.walk(place, ({ ordinal }) => ordinal >= 11_500, 1, 20_000);
    expect(ordinals(entries)).toEqual([11_500]);
  });

  it('from a place of the caller’s own is no help to others: its ordinal may be wrong', async () => {
    const window = new LedgerWindow(await storeOf(Array.from({ length: 12_000 }, () => 'a')));
    await window.walk({ ordinal: 20_000, position: null }, () => false, 10, 12_000);
    expect(window.placeBefore(25_000)).toEqual(START);
    expect(window.placeBefore(1_000_000)).toEqual(START);
  });

  it('helps others also where it goes on from its own end', async () => {
    const window = new LedgerWindow(await storeOf(Array.from({ length: 12_000 }, () => 'a')));
    const { next } = await window.walk(START, () => false, 1, 3_000);
    await window.walk(next as LedgerPlace, () => false, 1, 6_000);
    expect(window.placeBefore(11_500).ordinal).toBeGreaterThan(7_500);
  });
});
