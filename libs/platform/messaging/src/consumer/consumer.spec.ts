import { ForeignRecord, KeyedDigest, MARKER_KEY, toHeaders } from '../wire/index.js';
import { EventPartition, FROM_THE_START, FROM_WHAT_IS_KEPT } from './event-partition.js';
import { StatePartition } from './state-partition.js';
import { BrokenTopic, verified, type Break, type VerifiedRecord } from './verified-record.js';

const record = (sequence: number, overrides: Partial<VerifiedRecord> = {}): VerifiedRecord => ({
  id: `event-${sequence}`,
  type: 'civitas.counters.counter-raised.v1',
  source: 'urn:civitas:counters',
  time: '2021-06-01T02:00:00.000Z',
  subject: 'a',
  dataSchema: 'urn:civitas:schema:civitas.counters.counter-raised.v1',
  ledgerId: 'ledger',
  ordinal: sequence,
  stream: 'counters.counter-a',
  revision: sequence,
  sequence,
  topic: 'civitas.counter-raises.v1',
  partition: 0,
  offset: BigInt(sequence * 2),
  key: 'a',
  value: {},
  text: '{}',
  ...overrides,
});

const value = (sequence: number, key: string, text: string | null, ordinal = sequence): VerifiedRecord =>
  record(sequence, { key, text, ordinal, value: text === null ? null : JSON.parse(text) });

const marker = (sequence: number, cells: Readonly<Record<string, string>>): VerifiedRecord => {
  const digest = new KeyedDigest();
  for (const [key, text] of Object.entries(cells)) digest.change(key, null, text);
  return record(sequence, { key: MARKER_KEY, text: JSON.stringify({ ordinal: sequence, ...digest.read() }) });
};

const kindOf = (work: () => void): Break | null => {
  try {
    work();
    return null;
  } catch (error) {
    if (error instanceof BrokenTopic) return error.kind;
    throw error;
  }
};

describe('a partition of an event topic', () => {
  const END = '100';
  const after = (...sequences: number[]): EventPartition => {
    const partition = new EventPartition(FROM_THE_START);
    for (const sequence of sequences) partition.take(record(sequence), END);
    return partition;
  };

  it('is taken record by record, with the offset to go on from', () => {
    expect(after(0, 1, 2).progress).toEqual({ offset: '5', nextSequence: 3, ledgerId: 'ledger' });
  });

  it('takes a type that joined the topic later as any other', () => {
    const partition = after(0);
    partition.take(record(1, { type: 'civitas.counters.counter-lowered.v1' }), END);
    partition.take(record(2), END);
    expect(partition.progress.nextSequence).toBe(3);
  });

  it.each([
    ['a gap', 3, 'gap'],
    ['a repeated record', 1, 'repeat'],
    ['a record from before', 0, 'repeat'],
  ] as const)('shows %s', (_, sequence, kind) => {
    const partition = after(0, 1);
    const next = { offset: 4n };
    expect(kindOf(() => partition.take(record(sequence, next), END))).toBe(kind);
    expect(partition.progress.nextSequence).toBe(2);
  });

  it('says where it breaks, and how many records are missing', () => {
    const next = record(5, { offset: 10n });
    expect(() => after(0, 1).take(next, END)).toThrow(
      'civitas.counter-raises.v1/0 at offset 10: has sequence 5 where 2 is next: 3 before it are missing',
    );
  });

  it('passes over what was taken before', () => {
    const partition = after(0, 1);
    expect(partition.take(record(1), END)).toBe(false);
    expect(partition.take(record(2), END)).toBe(true);
  });

  it('shows a topic that was made anew or cut back, also where its records lie behind', () => {
    expect(kindOf(() => after(0, 1, 2).take(record(0), '4'))).toBe('repeat');
    expect(kindOf(() => after(0, 1, 2).take(record(0, { ledgerId: 'another' }), END))).toBe('other-ledger');
  });

  it('shows that its first record is lost, unless only what is kept was asked for', () => {
    expect(kindOf(() => new EventPartition(FROM_THE_START).take(record(4), END))).toBe('gap');
    expect(kindOf(() => new EventPartition(FROM_WHAT_IS_KEPT).take(record(4), END))).toBeNull();
  });

  it("shows another ledger's record", () => {
    expect(kindOf(() => after(0).take(record(1, { ledgerId: 'another' }), END))).toBe('other-ledger');
  });
});

describe('a record the relay did not write', () => {
  const delivered = {
    topic: 'civitas.notices.v1',
    partition: 2,
    offset: 7n,
    key: 'a',
    value: '{}',
    headers: {},
  };
  const reason = (headers: object, value: string): string => {
    try {
      verified({ ...delivered, headers: { ...headers }, value });
    } catch (error) {
      if (error instanceof ForeignRecord) return error.message;
    }
    return 'taken';
  };

  it('is named with the place where it lies', () => {
    const where = 'civitas.notices.v1/2 at offset 7 was not written by the relay';
    expect(reason({}, '{}')).toBe(`${where}: the header ce_specversion is missing`);
    expect(reason(toHeaders(record(0)), 'not json')).toBe(`${where}: the body is not JSON`);
  });
});

describe('a partition of a state topic', () => {
  const after = (...records: VerifiedRecord[]): StatePartition => {
    const partition = new StatePartition();
    for (const one of records) partition.take(one);
    return partition;
  };

  it('holds the last value of each key, without those that are gone', () => {
    const partition = after(value(0, 'a', '1'), value(1, 'b', '2'), value(2, 'a', '3'), value(3, 'b', null));
    expect([...partition.entries()]).toEqual([['a', 3]]);
    expect(partition.provenAt).toBeNull();
  });

  it('is proven by a marker that agrees', () => {
    expect(after(value(0, 'a', '1'), value(1, 'b', '2'), marker(2, { a: '1', b: '2' })).provenAt).toBe(2);
  });

  it('is broken by a marker that does not, when nothing was compacted', () => {
    expect(kindOf(() => after(value(0, 'a', '1'), marker(1, { a: '1', b: '2' })))).toBe('incomplete');
    expect(kindOf(() => after(value(0, 'a', '1'), marker(1, { a: '2' })))).toBe('incomplete');
  });

  it('waits for the next marker when what an old one counted was compacted away', () => {
    const partition = after(marker(1, { a: '1' }), value(2, 'a', '2'));
    expect(partition.provenAt).toBeNull();
    partition.take(marker(3, { a: '2' }));
    expect(partition.provenAt).toBe(3);
  });

  it('is proven no longer once a marker counts what is not there', () => {
    const lost = [value(0, 'a', '1'), marker(1, { a: '1' }), value(3, 'c', '3')];
    const partition = after(...lost, marker(4, { a: '1', b: '2', c: '3' }));
    expect(partition.provenAt).toBeNull();
    partition.take(marker(5, { a: '1', c: '3' }));
    expect(partition.provenAt).toBe(5);
  });

  it('shows a key that falls back, and a sequence that does', () => {
    expect(kindOf(() => after(value(0, 'a', '1', 9), value(1, 'a', '2', 8)))).toBe('older-ordinal');
    expect(kindOf(() => after(value(1, 'a', '1'), value(1, 'b', '2')))).toBe('repeat');
  });
});
