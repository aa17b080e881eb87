import { testMetadata } from '#platform/testing';
import { EventCodec, UnknownEvent } from './codec.js';
import type { RecordedEvent } from './event-store.js';

const shapes = {
  Renamed: {
    version: 3,
    meaning: 'a test',
    words: '测试',
    upcasters: [
      ({ title, ...rest }: Readonly<Record<string, unknown>>) => ({ ...rest, name: title }),
      (data: Readonly<Record<string, unknown>>) => ({ ...data, approximate: false }),
    ],
    occurredOn: ({ on }: { on?: string }) => on,
  },
};
const codec = new EventCodec([shapes]);
const { schemaVersion: _, occurredOn: __, ...metadata } = testMetadata();

const recorded = (type: string, data: unknown, schemaVersion: number): RecordedEvent => ({
  id: '00000000-0000-4000-8000-000000000001',
  type,
  contentType: 'application/json',
  stream: 'test.thing-1',
  revision: 4,
  position: 9n,
  created: 0n,
  data: Buffer.from(typeof data === 'string' ? data : JSON.stringify(data)),
  metadata: Buffer.from(JSON.stringify({ ...metadata, occurredOn: '2021-01-01', schemaVersion })),
});

describe('the codec', () => {
  it('leads every earlier version, step by step, to today’s shape', () => {
    const today = { type: 'Renamed', data: { name: 'x', approximate: false } };
    expect(codec.decode(recorded('Renamed', { title: 'x' }, 1)).event).toEqual(today);
    expect(codec.decode(recorded('Renamed', { name: 'x' }, 2)).event).toEqual(today);
    expect(codec.decode(recorded('Renamed', { name: 'x', approximate: false }, 3)).event).toEqual(today);
  });

  it('stops at what a newer build wrote', () => {
    expect(() => codec.decode(recorded('Renamed', {}, 4))).toThrow(UnknownEvent);
    expect(() => codec.decode(recorded('Forgotten', {}, 1))).toThrow(UnknownEvent);
  });

  it('stops at bytes that are no event', () => {
    expect(() => codec.decode(recorded('Renamed', '{"title":', 1))).toThrow(UnknownEvent);
    expect(() => codec.decode(recorded('Renamed', {}, 0.5))).toThrow(UnknownEvent);
  });

  it('writes today’s version, and the date the paper says or else the day of entry', () => {
    const written = (data: object) =>
      JSON.parse(
        Buffer.from(
          codec.encode('id', { type: 'Renamed', data }, metadata, '2021-06-01').metadata,
        ).toString(),
      ) as unknown;
    expect(written({ on: '2021-05-01' })).toMatchObject({ schemaVersion: 3, occurredOn: '2021-05-01' });
    expect(written({})).toMatchObject({ schemaVersion: 3, occurredOn: '2021-06-01' });
  });

  it('refuses to start with a type in two catalogues or an upcaster missing', () => {
    expect(() => new EventCodec([shapes, shapes])).toThrow('two catalogues');
    expect(() => new EventCodec([{ Odd: { version: 2, meaning: '', words: '' } }])).toThrow(
      'needs 1 upcasters',
    );
  });
});
