import { once } from 'node:events';
import { credentials, type ServiceError, status } from '@grpc/grpc-js';
import featureStubs from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import type features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import stubs from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { type GatewayOnALog, openGatewayOnALog } from './gateway-on-a-log.js';
import { newEvents, newStream } from './samples.js';
import { append, batch, beginAppend, identifier, nameIn, proposal, subscription } from './wire-samples.js';

const { ReadReq } = streams;
const MOST = String(BigInt.asIntN(64, 0xfedcba9876543210n));
const LEAST = String(BigInt.asIntN(64, 0x89abcdef01234111n));

describe('gateway, message by message', () => {
  let served: GatewayOnALog;
  let client: stubs.StreamsClient;
  beforeEach(async () => {
    served = await openGatewayOnALog();
    client = new stubs.StreamsClient(`127.0.0.1:${served.gateway.port}`, credentials.createInsecure());
  });
  afterEach(async () => {
    client.close();
    await served.close();
  });

  it('names its methods in lower case and a version in three parts', async () => {
    const asking = new featureStubs.ServerFeaturesClient(
      `127.0.0.1:${served.gateway.port}`,
      credentials.createInsecure(),
    );
    const supported = await new Promise<features.SupportedMethods>((resolve, reject) => {
      asking.getSupportedMethods(new shared.Empty(), (error, answer) =>
        error ? reject(error) : resolve(answer),
      );
    });
    asking.close();
    expect(supported.getEventStoreServerVersion()).toMatch(/^\d+\.\d+\.\d+$/);
    const methods = supported
      .getMethodsList()
      .map(
        (method) =>
          `${method.getServiceName()}/${method.getMethodName()}:${method.getFeaturesList().join(',')}`,
      );
    expect(methods).toContain('event_store.client.streams.streams/read:position,events');
    expect(methods).toContain('event_store.client.streams.streams/batchappend:');
  });

  it('answers a conflict of the plain append in band, with the fields of 20.6.0 too', async () => {
    const stream = newStream();
    await served.log.append(stream, 'none', newEvents(3));
    const answer = await append(client, stream, (options) => options.setRevision('1'), [proposal()]);
    expect(answer.getWrongExpectedVersion()?.toObject()).toMatchObject({
      currentRevision: '2',
      currentRevision2060: 2,
      expectedRevision: '1',
      expectedRevision2060: 1,
    });
    const missing = await append(
      client,
      newStream(),
      (options) => options.setStreamExists(new shared.Empty()),
      [proposal()],
    );
    expect(missing.getWrongExpectedVersion()?.hasCurrentNoStream()).toBe(true);
    expect(missing.getWrongExpectedVersion()?.hasStreamExists2060()).toBe(true);
  });

  it('writes nothing of an append whose caller goes away half-way', async () => {
    const stream = newStream();
    // Over one connection: what is answered shows that what was sent before has come.
    const meanwhile = () =>
      append(client, newStream(), (options) => options.setNoStream(new shared.Empty()), [proposal()]);
    const { call, failed } = beginAppend(client, stream, [proposal(), proposal()]);
    await meanwhile();
    call.cancel();
    expect(await failed).toMatchObject({ code: status.CANCELLED });
    await meanwhile();
    expect(await served.log.readStream(stream)).toEqual([]);
  });

  it('refuses an event that does not say its content type, by name', async () => {
    const incomplete = proposal();
    incomplete.getMetadataMap().del('content-type');
    const error = await failure(
      append(client, newStream(), (options) => options.setAny(new shared.Empty()), [incomplete]),
    );
    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.metadata.get('exception')).toEqual(['missing-required-metadata-property']);
    expect(error.metadata.get('required-metadata-properties')).toEqual(['type,content-type']);
  });

  it('gives ids in halves unless text is asked for, and takes them in halves', async () => {
    const stream = newStream();
    const half = (most: string, least: string) => {
      const uuid = new shared.UUID();
      const structured = new shared.UUID.Structured();
      structured.setMostSignificantBits(most);
      structured.setLeastSignificantBits(least);
      uuid.setStructured(structured);
      return uuid;
    };
    const event = proposal();
    event.setId(half(MOST, LEAST));
    await append(client, stream, (options) => options.setAny(new shared.Empty()), [event]);
    expect((await served.log.readStream(stream))[0]?.id).toBe('fedcba98-7654-3210-89ab-cdef01234111');

    const [answer] = await read(stream);
    const record = answer?.getEvent()?.getEvent();
    expect(record?.getId()?.getStructured()?.toObject()).toEqual({
      mostSignificantBits: MOST,
      leastSignificantBits: LEAST,
    });
    expect(answer?.getEvent()?.getCommitPosition()).toBe(record?.getPreparePosition());
    expect(
      record
        ?.getMetadataMap()
        .toArray()
        .map(([key]) => key)
        .sort(),
    ).toEqual(['content-type', 'created', 'type']);
    expect(record?.getMetadataMap().get('created')).toMatch(/^\d{17}$/);
  });

  it('refuses a checkpoint interval of nothing', async () => {
    const options = subscription();
    const filter = new ReadReq.Options.FilterOptions();
    filter.setEventType(new ReadReq.Options.FilterOptions.Expression());
    filter.setCheckpointintervalmultiplier(0);
    options.clearNoFilter();
    options.setFilter(filter);
    const [error] = (await once(start(options), 'error')) as [ServiceError];
    expect(error.code).toBe(status.INVALID_ARGUMENT);
  });

  it('answers an append whose deadline has passed with a timeout, and does not do it', async () => {
    const stream = newStream();
    const call = client.batchAppend();
    const answer = once(call, 'data') as Promise<[streams.BatchAppendResp]>;
    const request = batch(stream);
    request.getOptions()?.setDeadline(timestamp.Timestamp.fromDate(new Date(Date.now() - 1000)));
    call.write(request);
    const [response] = await answer;
    expect(response.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout');
    expect(await served.log.readStream(stream)).toEqual([]);
    call.cancel();
    await once(call, 'error');
  });

  it('answers every append of a batch by its correlation id and stream before it ends', async () => {
    const call = client.batchAppend();
    const answers: streams.BatchAppendResp[] = [];
    call.on('data', (answer: streams.BatchAppendResp) => answers.push(answer));
    const requests = Array.from({ length: 200 }, () => batch(newStream()));
    for (const request of requests) call.write(request);
    call.end();
    await once(call, 'end');
    expect(answers).toHaveLength(200);
    expect(answers.every((answer) => answer.hasSuccess() && answer.hasNoStream())).toBe(true);
    const asked = new Map(
      requests.map((request) => [request.getCorrelationId()?.getString(), nameIn(request.getOptions())]),
    );
    for (const answer of answers)
      expect(nameIn(answer)).toBe(asked.get(answer.getCorrelationId()?.getString()));
  });

  it('cancels what is open when it closes, and never ends it as if it were complete', async () => {
    const following = start(subscription());
    await once(following, 'data');
    const appending = client.batchAppend();
    appending.write(batch(newStream()));
    await once(appending, 'data');
    const errors = [following.resume(), appending.resume()].map((call) => once(call, 'error'));
    await served.gateway.close();
    for (const [error] of (await Promise.all(errors)) as [ServiceError][])
      expect(error.code).toBe(status.CANCELLED);
  });

  async function read(stream: string): Promise<streams.ReadResp[]> {
    const options = new ReadReq.Options();
    const place = new ReadReq.Options.StreamOptions();
    place.setStreamIdentifier(identifier(stream));
    place.setStart(new shared.Empty());
    options.setStream(place);
    options.setCount('10');
    const answers: streams.ReadResp[] = [];
    for await (const answer of start(options)) answers.push(answer as streams.ReadResp);
    return answers;
  }

  function start(options: streams.ReadReq.Options) {
    const request = new ReadReq();
    request.setOptions(options);
    return client.read(request);
  }
});

const failure = (promise: Promise<unknown>): Promise<ServiceError> =>
  promise.then(
    () => Promise.reject(new Error('no error')),
    (error: unknown) => error as ServiceError,
  );
