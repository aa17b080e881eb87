import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type EmbeddedLog,
  type EventStore,
  EventStoreUnavailable,
  openEmbeddedLog,
  openEventStoreDb,
  type Position,
  startGateway,
} from '#platform/event-store';
import { everything, follow, ids, newEvent, newEvents, newStream } from './samples.js';
import { ServedLogProcess } from './served-log-process.js';

const SHORT_MS = 800;

describe('EventStoreDB adapter: the server is killed', () => {
  let served: ServedLogProcess;
  let store: EventStore;
  beforeAll(async () => {
    served = await ServedLogProcess.start();
    store = await openEventStoreDb(served.url());
  }, 30_000);
  afterAll(async () => {
    await store.close();
    await served.remove();
  }, 30_000);

  it('finishes every append after the restart, none lost, none doubled', async () => {
    const streams = Array.from({ length: 16 }, () => newStream());
    const rounds = 40;
    let done = 0;
    const write = async (stream: string) => {
      const written: string[] = [];
      for (let round = 0; round < rounds; round++) {
        const event = newEvent();
        const appended = await store.append(stream, round === 0 ? 'none' : round - 1, [event]);
        expect(appended.revision).toBe(round);
        written.push(event.id);
        done++;
        if (done === 200) void served.end('SIGKILL').then(() => served.start());
      }
      return written;
    };
    const written = await Promise.all(streams.map(write));
    for (const [index, stream] of streams.entries())
      expect(ids(await store.readStream(stream))).toEqual(written[index]);
  }, 60_000);

  it('fails a subscription, which goes on from its last position without a gap or a repetition', async () => {
    const after = await store.head();
    const stream = newStream();
    const seen: string[] = [];
    let place: Position | null = after;
    const subscribe = async () => {
      for await (const batch of store.subscribeAll({ after: place, signal: new AbortController().signal })) {
        if (batch.kind === 'events') seen.push(...ids(batch.events));
        place = batch.position;
        if (seen.length === 5) await served.end('SIGKILL');
      }
    };
    await store.append(stream, 'none', newEvents(5));
    await expect(subscribe()).rejects.toBeInstanceOf(EventStoreUnavailable);
    await served.start();
    await store.append(stream, 4, newEvents(5));
    const rest = await follow(store, { after: place }, ({ events }) => events.length >= 5);
    expect([...seen, ...ids(rest.events)]).toEqual(ids(await everything(store, { after })));
  }, 60_000);
});

describe('EventStoreDB adapter: the server is there and silent', () => {
  let served: ServedLogProcess;
  let store: EventStore;
  beforeAll(async () => {
    served = await ServedLogProcess.start();
    store = await openEventStoreDb(served.url(SHORT_MS));
    await store.append(newStream(), 'none', newEvents(1));
  }, 30_000);
  afterAll(async () => {
    await store.close();
    await served.remove();
  }, 30_000);

  it('says unavailable within its deadline, whatever was asked', async () => {
    const head = await store.head();
    served.freeze();
    const asked: (() => Promise<unknown>)[] = [
      () => store.append(newStream(), 'none', newEvents(2)),
      () => store.readStream(newStream()),
      () => store.readAll({ after: null }),
      () => store.head(),
      () =>
        store
          .subscribeAll({ after: head, signal: new AbortController().signal })
          [Symbol.asyncIterator]()
          .next(),
      () => openEventStoreDb(served.url(SHORT_MS)),
    ];
    await Promise.all(asked.map((ask) => expect(ask()).rejects.toBeInstanceOf(EventStoreUnavailable)));
    served.thaw();
  }, 30_000);

  it('does an append whose answer it waited for in vain once, when it is asked again', async () => {
    const stream = newStream();
    const events = newEvents(3);
    served.freeze();
    await expect(store.append(stream, 'none', events)).rejects.toBeInstanceOf(EventStoreUnavailable);
    served.thaw();
    expect(await store.append(stream, 'none', events)).toMatchObject({ revision: 2 });
    expect(ids(await store.readStream(stream))).toEqual(ids(events));
  }, 30_000);

  it('notices a port that takes connections and never says a word', async () => {
    const sockets = new Set<Socket>();
    const mute = createServer((socket) => void sockets.add(socket)).listen(0, '127.0.0.1');
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    const opening = openEventStoreDb(`esdb://127.0.0.1:${port}?tls=false&defaultDeadline=${SHORT_MS}`);
    await expect(opening).rejects.toBeInstanceOf(EventStoreUnavailable);
    for (const socket of sockets) socket.destroy();
    mute.close();
  }, 30_000);

  it('says unavailable where nobody listens, and refuses a URL that is none without repeating it', async () => {
    const nobody = `esdb://127.0.0.1:1?tls=false&defaultDeadline=${SHORT_MS}`;
    await expect(openEventStoreDb(nobody)).rejects.toBeInstanceOf(EventStoreUnavailable);
    const discovered = openEventStoreDb('esdb+discover://someone:secret@127.0.0.1:1?maxDiscoverAttempts=1');
    await expect(discovered).rejects.toThrow(/^the event store at 127\.0\.0\.1:1 is not to be had: /);
    const opening = openEventStoreDb('http://user:secret@127.0.0.1');
    await expect(opening).rejects.toThrow(/not the URL of an EventStoreDB(?!.*secret)/);
  }, 30_000);
});

describe('EventStoreDB adapter: the server keeps something to itself', () => {
  let dataDir: string;
  let log: EmbeddedLog;
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'faults-'));
    log = await openEmbeddedLog(dataDir);
  });
  afterAll(async () => {
    await log.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('tries an append again whose answer got lost, and gets the first result', async () => {
    let attempts = 0;
    await withServer(
      {
        append: async (...given) => {
          const appended = await log.append(...given);
          if (++attempts === 1) throw new EventStoreUnavailable('the answer is lost');
          return appended;
        },
      },
      async (store) => {
        const stream = newStream();
        const events = newEvents(2);
        expect(await store.append(stream, 'none', events)).toEqual({
          revision: 1,
          position: await log.head(),
        });
        expect(attempts).toBe(2);
        expect(ids(await store.readStream(stream))).toEqual(ids(events));
      },
    );
  }, 30_000);

  it('notices a subscription that is open and delivers nothing while the log grows', async () => {
    const silence: EventStore['subscribeAll'] = async function* ({ after, signal }) {
      yield { kind: 'caught-up', position: after };
      await once(signal, 'abort');
    };
    await withServer({ subscribeAll: silence }, async (store) => {
      const after = await log.head();
      await log.append(newStream(), 'none', newEvents(1));
      const subscription = follow(store, { after }, () => false);
      await expect(subscription).rejects.toBeInstanceOf(EventStoreUnavailable);
    });
  }, 30_000);

  /** Runs against a gateway on the log, with some of the log's answers replaced. */
  async function withServer(
    replaced: Partial<EventStore>,
    run: (store: EventStore) => Promise<void>,
  ): Promise<void> {
    const served = Object.assign(Object.create(log) as EmbeddedLog, replaced);
    const gateway = await startGateway(served, { port: 0 });
    const store = await openEventStoreDb(
      `esdb://127.0.0.1:${gateway.port}?tls=false&defaultDeadline=${SHORT_MS}`,
    );
    await run(store).finally(async () => {
      await store.close();
      await gateway.close();
    });
  }
});
