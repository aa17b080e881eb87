import { EventStoreDBClient } from '@eventstore/db-client';
import type { CallOptions, ClientDuplexStream, ClientReadableStream, Metadata } from '@grpc/grpc-js';
import stubs from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';

export type ReadCall = ClientReadableStream<streams.ReadResp>;
export type BatchAppendCall = ClientDuplexStream<streams.BatchAppendReq, streams.BatchAppendResp>;

/** What the client's own commands are built on: protected in its types, pinned with its version. */
interface ClientInside {
  GRPCStreamCreator<Call>(
    stub: typeof stubs.StreamsClient,
    name: string,
    creator: (client: InstanceType<typeof stubs.StreamsClient>) => Call,
  ): () => Promise<Call>;
  callArguments(options: { requiresLeader?: boolean }, call?: CallOptions): [Metadata, CallOptions];
  createDeadline(): Date;
  getChannel(): Promise<{ close(): void }>;
}

/**
 * The official client's connection (discovery, credentials, TLS, following the leader) with messages as they are
 * on the wire. Its own commands parse JSON and write it anew, cut `created` to milliseconds, tell of caught-up
 * beside the events and not between them, and reject every client's appends when one stream fails; the messages
 * themselves do none of that.
 */
export class WireClient {
  private readonly client: ClientInside;

  /** Throws when the URL is none. */
  constructor(url: string) {
    this.client = clientOf(url) as unknown as ClientInside;
  }

  /** The time the URL gives an answer, in ms. */
  get deadlineMs(): number {
    const now = Date.now();
    return Math.max(1, this.client.createDeadline().getTime() - now);
  }

  read(request: streams.ReadReq): Promise<ReadCall> {
    return this.client.GRPCStreamCreator(stubs.StreamsClient, 'read', (client) =>
      client.read(request, ...this.client.callArguments({ requiresLeader: true })),
    )();
  }

  /** Without a deadline; who subscribes watches it. */
  subscribe(request: streams.ReadReq): Promise<ReadCall> {
    return this.client.GRPCStreamCreator(stubs.StreamsClient, 'subscribe', (client) =>
      client.read(request, ...this.client.callArguments({}, { deadline: Infinity })),
    )();
  }

  /** Without a deadline; each append on it has its own. */
  batchAppend(): Promise<BatchAppendCall> {
    return this.client.GRPCStreamCreator(stubs.StreamsClient, 'batchAppend', (client) =>
      client.batchAppend(...this.client.callArguments({ requiresLeader: true }, { deadline: Infinity })),
    )();
  }

  /** Gives the channel up; calls that run on it end by themselves. */
  close(): void {
    void this.client.getChannel().then(
      (channel) => channel.close(),
      () => undefined,
    );
  }
}

function clientOf(url: string): EventStoreDBClient {
  try {
    return EventStoreDBClient.connectionString(url);
  } catch {
    throw new Error(
      'not the URL of an EventStoreDB: wanted is esdb://host:port?tls=false or esdb+discover://…',
    );
  }
}
