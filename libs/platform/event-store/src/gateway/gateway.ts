import { setTimeout as pause } from 'node:timers/promises';
import { type sendUnaryData, Server, ServerCredentials } from '@grpc/grpc-js';
import featureStubs from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import stubs from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type { EventStore } from '../event-store.js';
import { type AppendCall, serveAppend } from './append-calls.js';
import type { BackwardReader } from '../backward-reader.js';
import { type BatchAppendCall, BatchAppends } from './batch-append-calls.js';
import { ExpectedAppends } from './expected-appends.js';
import { CallEnded, Outgoing, type ReadCall } from './outgoing.js';
import { readAll, readStream } from './read-calls.js';
import { supportedMethods } from './server-features.js';
import { callStatus, RefusedCall } from './statuses.js';
import { subscribeToAll, subscribeToStream } from './subscriptions.js';

const DRAIN_MS = 3000;
const GOODBYE_MS = 1000;
/** The setting a server comes with. */
const MAX_APPEND_BYTES = 1024 * 1024;
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

/** A store served over the EventStoreDB protocol. */
export class Gateway {
  private readonly server = new Server({ 'grpc.max_receive_message_length': MAX_MESSAGE_BYTES });
  private readonly reads = new Set<Outgoing>();
  private readonly batches = new Set<BatchAppends>();
  private readonly appends: ExpectedAppends;

  constructor(private readonly store: EventStore & BackwardReader) {
    this.appends = new ExpectedAppends(store);
    this.server.addService(featureStubs.ServerFeaturesService, {
      getSupportedMethods: (_call: unknown, answer: sendUnaryData<unknown>) =>
        answer(null, supportedMethods()),
    });
    this.server.addService(stubs.StreamsService, {
      read: (call: ReadCall) => void this.read(call),
      append: (call: AppendCall, answer: sendUnaryData<streams.AppendResp>) =>
        serveAppend(this.appends, this.maxAppendBytes, call, answer),
      batchAppend: (call: BatchAppendCall) => this.batchAppend(call),
      delete: (_call: unknown, answer: sendUnaryData<unknown>) => this.refuse('deletes', answer),
      tombstone: (_call: unknown, answer: sendUnaryData<unknown>) => this.refuse('tombstones', answer),
    });
  }

  /** The port it listens on; 0 takes a free one. */
  listen(host: string, port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, bound) => {
        if (error) reject(error);
        else resolve(bound);
      });
    });
  }

  /** Answers what appends are in work, cancels what is open, and lets go of the port. The store stays open. */
  async close(): Promise<void> {
    const drained = Promise.all([...this.batches].map((batch) => batch.drain()));
    await Promise.race([drained, pause(DRAIN_MS, undefined, { ref: false })]);
    for (const call of [...this.reads, ...this.batches]) call.cancel();
    const goodbye = new Promise<void>((resolve) => this.server.tryShutdown(() => resolve()));
    await Promise.race([goodbye, pause(GOODBYE_MS, undefined, { ref: false })]);
    this.server.forceShutdown();
  }

  private get maxAppendBytes(): number {
    return Math.min(MAX_APPEND_BYTES, this.store.capabilities.maxAppendBytes);
  }

  private async read(call: ReadCall): Promise<void> {
    const outgoing = new Outgoing(call, this.maxAppendBytes);
    this.reads.add(outgoing);
    try {
      await this.answer(call, outgoing);
      outgoing.complete();
    } catch (error) {
      if (!(error instanceof CallEnded)) outgoing.fail(error);
    } finally {
      this.reads.delete(outgoing);
    }
  }

  private answer(call: ReadCall, outgoing: Outgoing): Promise<void> {
    const options = call.request.getOptions();
    if (!options) throw new RefusedCall('invalid', 'a read needs options');
    if (options.hasSubscription())
      return options.hasStream()
        ? subscribeToStream(this.store, options, outgoing)
        : subscribeToAll(this.store, options, outgoing);
    return options.hasStream()
      ? readStream(this.store, options, outgoing)
      : readAll(this.store, options, outgoing);
  }

  private batchAppend(call: BatchAppendCall): void {
    const batch = new BatchAppends(call, this.appends, this.maxAppendBytes);
    this.batches.add(batch);
    for (const over of ['finish', 'close', 'cancelled']) call.once(over, () => this.batches.delete(batch));
  }

  private refuse(what: string, answer: sendUnaryData<unknown>): void {
    const refusal = new RefusedCall('unsupported', `${what} of streams are not served by this gateway`);
    answer(callStatus(refusal, this.maxAppendBytes));
  }
}
