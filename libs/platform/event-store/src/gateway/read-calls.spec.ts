import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import type { BackwardReader } from '../backward-reader.js';
import type { RecordedEvent } from '../event-store.js';
import type { Outgoing } from './outgoing.js';
import { readStream } from './read-calls.js';

const LOOKS = 10;

const event = (revision: number): RecordedEvent => ({
  stream: 'a',
  revision,
  position: BigInt(revision + 1),
  created: 0n,
  id: '00000000-0000-8000-8000-000000000000',
  type: 'Happened',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: Buffer.from('{}'),
});

/** A reader whose file holds an event that has not been acknowledged, and is not given out going forwards. */
function acknowledgedUpTo(acknowledged: number, stored: number): BackwardReader {
  let looks = 0;
  const reader: Pick<BackwardReader, 'readStreamBackwards' | 'readStream'> = {
    readStreamBackwards: () => Promise.resolve([event(stored)]),
    readStream: (_, { from = 0 } = {}) => {
      if (++looks > LOOKS) return Promise.reject(new Error('asked again and again'));
      const behind = Array.from({ length: Math.max(0, acknowledged + 1 - from) }, (_, at) =>
        event(from + at),
      );
      return Promise.resolve(behind);
    },
  };
  return reader as BackwardReader;
}

async function revisionsRead(store: BackwardReader, from: number): Promise<readonly number[]> {
  const identifier = new shared.StreamIdentifier();
  identifier.setStreamName(Buffer.from('a'));
  const place = new streams.ReadReq.Options.StreamOptions();
  place.setStreamIdentifier(identifier);
  place.setRevision(String(from));
  const options = new streams.ReadReq.Options();
  options.setStream(place);
  options.setCount('1000');
  const read: number[] = [];
  const outgoing = {
    writeEvent: ({ revision }: RecordedEvent) => Promise.resolve(read.push(revision) < 0),
  };
  await readStream(store, options, outgoing as unknown as Outgoing);
  return read;
}

describe('a read of a stream through the gateway', () => {
  it('ends where nothing more is given out, though more is being written', async () => {
    expect(await revisionsRead(acknowledgedUpTo(1, 2), 0)).toEqual([0, 1]);
    expect(await revisionsRead(acknowledgedUpTo(1, 2), 2)).toEqual([]);
  });

  it('ends at the last event', async () => {
    expect(await revisionsRead(acknowledgedUpTo(2, 2), 1)).toEqual([1, 2]);
  });
});
