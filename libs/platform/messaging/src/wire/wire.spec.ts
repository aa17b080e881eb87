import fc from 'fast-check';
import { ForeignRecord, parseHeaders, toHeaders, type RecordAttributes } from './headers.js';
import { KeyedDigest } from './keyed-digest.js';
import { parseMarker } from './marker.js';
import { partitionOf } from './partitioner.js';

describe('the partition of a key', () => {
  it.each([
    ['', 0x106e08d9],
    ['21', 0x7fffffff & -973932308],
    ['foobar', 0x7fffffff & -790332482],
    ['a-little-bit-long-string', 0x7fffffff & -985981536],
    ['a-little-bit-longer-string', 0x7fffffff & -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', 0x7fffffff & -58897971],
  ])("is what Kafka's own clients compute for %j", (key, positive) => {
    for (const partitions of [1, 4, 7, 1000])
      expect(partitionOf(key, partitions)).toBe(positive % partitions);
  });

  it('counts bytes, not characters', () => {
    expect(partitionOf('文明单位', 2 ** 31 - 1)).toBeGreaterThanOrEqual(0);
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (key) => partitionOf(key, 4) < 4));
  });
});

describe('a digest over keys and values', () => {
  const entries = fc.uniqueArray(fc.tuple(fc.string(), fc.string()), { selector: ([key]) => key });

  it('does not depend on the order or the way the set came about', () => {
    fc.assert(
      fc.property(entries, entries, (kept, passing) => {
        const straight = new KeyedDigest();
        for (const [key, value] of kept) straight.change(key, null, value);
        const winding = new KeyedDigest();
        for (const [key, value] of passing) winding.change(`passing ${key}`, null, value);
        for (const [key, value] of [...kept].reverse()) {
          winding.change(key, null, `${value} at first`);
          winding.change(key, `${value} at first`, value);
        }
        for (const [key, value] of passing) winding.change(`passing ${key}`, value, null);
        expect(winding.read()).toEqual(straight.read());
        expect(winding.read().liveKeys).toBe(kept.length);
      }),
    );
  });

  it('tells keys from values', () => {
    const read = (key: string, value: string) => {
      const digest = new KeyedDigest();
      digest.change(key, null, value);
      return digest.read().digest;
    };
    expect(read('ab', 'c')).not.toBe(read('a', 'bc'));
  });

  it('goes on from its reading', () => {
    const whole = new KeyedDigest();
    whole.change('a', null, '1');
    const resumed = new KeyedDigest(whole.read());
    for (const digest of [whole, resumed]) digest.change('b', null, '2');
    expect(resumed.read()).toEqual(whole.read());
  });

  it('is what a marker carries', () => {
    const marker = { ordinal: 12, ...new KeyedDigest().read() };
    expect(parseMarker(JSON.stringify(marker))).toEqual({ ordinal: 12, liveKeys: 0, digest: '0'.repeat(64) });
    expect(() => parseMarker('{"ordinal":1}')).toThrow(/not a marker/);
  });
});

describe('the headers of a record', () => {
  const record: RecordAttributes = {
    id: '5f0c1f9e-0d5b-8a6c-9d2e-1f2a3b4c5d6e',
    type: 'civitas.counters.counter-raised.v1',
    source: 'urn:civitas:counters',
    time: '2021-06-01T02:00:00.000Z',
    subject: 'counter-1',
    dataSchema: 'urn:civitas:schema:civitas.counters.counter-raised.v1',
    ledgerId: 'ledger',
    ordinal: 5,
    stream: 'counters.counter-1',
    revision: 0,
    sequence: 3,
  };

  it('are CloudEvents 1.0 in binary mode, and what proves the record', () => {
    expect(toHeaders(record)).toEqual({
      'content-type': 'application/json',
      ce_specversion: '1.0',
      ce_id: '5f0c1f9e-0d5b-8a6c-9d2e-1f2a3b4c5d6e',
      ce_type: 'civitas.counters.counter-raised.v1',
      ce_source: 'urn:civitas:counters',
      ce_time: '2021-06-01T02:00:00.000Z',
      ce_subject: 'counter-1',
      ce_dataschema: 'urn:civitas:schema:civitas.counters.counter-raised.v1',
      civitas_ledger: 'ledger',
      civitas_ordinal: '5',
      civitas_stream: 'counters.counter-1',
      civitas_revision: '0',
      civitas_sequence: '3',
    });
  });

  it('are read back, from bytes too', () => {
    const bytes = Object.entries(toHeaders(record)).map(
      ([name, value]) => [name, Buffer.from(value)] as const,
    );
    expect(parseHeaders(Object.fromEntries(bytes))).toEqual(record);
  });

  it.each(Object.keys(toHeaders(record)).filter((name) => name !== 'content-type'))(
    'are refused without %s',
    (name) => {
      const { [name]: _, ...rest } = toHeaders(record);
      expect(() => parseHeaders(rest)).toThrow(ForeignRecord);
    },
  );
});
