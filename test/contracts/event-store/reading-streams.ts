import type { EventStore, NewEvent } from '#platform/event-store';
import { ids, newEvent, newEvents, newStream } from './samples.js';

const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

export function readingStreams(store: () => EventStore): void {
  describe('reading a stream', () => {
    it('answers nothing for a stream that does not exist', async () => {
      expect(await store().readStream(newStream())).toEqual([]);
    });

    it('answers oldest first, from a revision on, at most so many', async () => {
      const stream = newStream();
      const events = newEvents(10);
      await store().append(stream, 'none', events);
      expect(ids(await store().readStream(stream))).toEqual(ids(events));
      expect(ids(await store().readStream(stream, { from: 6 }))).toEqual(ids(events.slice(6)));
      expect(ids(await store().readStream(stream, { from: 2, limit: 3 }))).toEqual(ids(events.slice(2, 5)));
      expect(await store().readStream(stream, { from: 10 })).toEqual([]);
    });

    it('answers 1,000 events when no limit is given, and the rest from there', async () => {
      const stream = newStream();
      const events = newEvents(1_050);
      await store().append(stream, 'none', events);
      const page = await store().readStream(stream);
      expect(page).toHaveLength(1_000);
      expect(ids(await store().readStream(stream, { from: 1_000 }))).toEqual(ids(events.slice(1_000)));
    });

    it('keeps streams apart whose names differ in case or script only', async () => {
      const stream = newStream();
      const [plain, upper, chinese] = [newEvent(), newEvent(), newEvent()];
      await store().append(stream, 'none', [plain]);
      await store().append(stream.toUpperCase(), 'none', [upper]);
      await store().append(`${stream}-文明单位`, 'none', [chinese]);
      expect(ids(await store().readStream(stream))).toEqual([plain.id]);
      expect(ids(await store().readStream(`${stream}-文明单位`))).toEqual([chinese.id]);
    });

    const contents: readonly [string, Partial<NewEvent>][] = [
      [
        'JSON with its white space',
        { data: Buffer.from('{ "单位" :\t"文明" ,\n"n":1.50 }'), metadata: Buffer.from('{"a": "é"}') },
      ],
      [
        'every byte there is',
        { contentType: 'application/octet-stream', data: EVERY_BYTE, metadata: EVERY_BYTE },
      ],
      ['no metadata', { metadata: Buffer.alloc(0) }],
      [
        'no data',
        { contentType: 'application/octet-stream', data: Buffer.alloc(0), metadata: Buffer.alloc(0) },
      ],
      ['a part of a larger buffer', { data: Buffer.from('xx{"part":true}yy').subarray(2, 15) }],
    ];

    it.each(contents)('gives back the same bytes: %s', async (_what, given) => {
      const stream = newStream();
      const event = newEvent(given);
      await store().append(stream, 'none', [event]);
      const [recorded] = await store().readStream(stream);
      const [inAll] = (await store().readAll({ after: null, filter: { streamPrefixes: [stream] } })).events;
      for (const found of [recorded, inAll]) {
        expect(found).toMatchObject({ id: event.id, type: event.type, contentType: event.contentType });
        expect(Buffer.from(found?.data as Uint8Array).toString('hex')).toBe(
          Buffer.from(event.data).toString('hex'),
        );
        expect(Buffer.from(found?.metadata as Uint8Array).toString('hex')).toBe(
          Buffer.from(event.metadata).toString('hex'),
        );
      }
    });

    it('stamps events with 100-ns ticks since 1970', async () => {
      const stream = newStream();
      await store().append(stream, 'none', newEvents(2));
      const tolerance = 60_000;
      for (const { created } of await store().readStream(stream)) {
        expect(typeof created).toBe('bigint');
        expect(Math.abs(Number(created / 10_000n) - Date.now())).toBeLessThan(tolerance);
      }
    });
  });
}
