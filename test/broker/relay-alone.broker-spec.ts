import {
  type Admin,
  AclOperationTypes,
  AclPermissionTypes,
  AclResourceTypes,
  Kafka,
  logLevel,
  ResourcePatternTypes,
} from 'kafkajs';
import {
  EventCodec,
  type EventStore,
  ledgerCatalogue,
  openEventStoreDb,
  openLedger,
} from '#platform/event-store';
import type { Readiness } from '#platform/observability';
import { eventually, type StartedServer, startServer } from '#platform/testing';
import { derivedId } from '#platform/values';
import { ServedLogProcess } from '../contracts/event-store/served-log-process.js';
import { type Broker, startBroker } from '../kafka/broker.js';
import { LEDGER, NOW } from './counters.js';

const LONG = 90_000;
const CHECKPOINTS = 'civitas.relay-checkpoints.v1';
const DENIED = {
  resourceType: AclResourceTypes.TOPIC,
  resourceName: CHECKPOINTS,
  resourcePatternType: ResourcePatternTypes.LITERAL,
  principal: 'User:ANONYMOUS',
  host: '*',
  operation: AclOperationTypes.WRITE,
  permissionType: AclPermissionTypes.DENY,
};

const codec = new EventCodec([ledgerCatalogue]);
let history: ServedLogProcess;
let store: EventStore;
let broker: Broker;
let kafka: Kafka;
let admin: Admin;
let relay: StartedServer;

beforeAll(async () => {
  history = await ServedLogProcess.start();
  store = await openEventStoreDb(history.url());
  await openLedger(store, LEDGER, NOW);
  broker = await startBroker({ authorizer: true });
  kafka = new Kafka({
    brokers: [...broker.brokers],
    logLevel: logLevel.NOTHING,
    retry: { initialRetryTime: 2 },
  });
  admin = kafka.admin();
  relay = await startServer({
    app: 'relay',
    env: { EVENT_STORE_URL: history.url(2_000), KAFKA_BROKERS: broker.brokers.join(',') },
  });
});

afterAll(async () => {
  await admin?.disconnect();
  await relay?.kill();
  await broker?.stop();
  await store?.close();
  await history?.remove();
});

interface Seen {
  readonly status: number;
  readonly body: Readiness;
}
const turns = (what: string, holds: (seen: Seen) => boolean): Promise<Seen> =>
  eventually(
    `the relay ${what}`,
    async () => {
      const seen = (await relay.request('GET', '/health/ready', { token: null })) as Seen;
      return holds(seen) && seen;
    },
    LONG,
  );
const live = async (): Promise<void> => {
  await turns('to be ready', ({ status }) => status === 200);
  await eventually('it to lead', async () => (await metrics()).includes('civitas_relay_lag_events 0'), LONG);
};
const metrics = async (): Promise<string> =>
  (await relay.request('GET', '/metrics', { token: null })).body as string;

/** One entry more in the ledger. */
async function append(name: string): Promise<void> {
  const id = derivedId(name);
  const metadata = {
    commandId: id,
    requestHash: '',
    actor: 'test',
    role: 'system',
    correlationId: id,
    recordedAt: NOW,
  };
  const event = codec.encode(
    id,
    { type: 'RequestNamed', data: { stream: name } },
    metadata,
    NOW.slice(0, 10),
  );
  await store.append(`platform.request-${id}`, 'none', [event]);
}

it('is ready when Kafka has everything, and measured', async () => {
  await live();
  const text = await metrics();
  expect(text).toContain('civitas_relay_phase{phase="live"} 1');
  expect(text).toContain('civitas_health_check{check="relay"} 1');
  expect(text).toContain('civitas_event_loop_utilization{thread="relay"}');
});

it('is not ready while the store is gone, with its words, and goes on by itself', async () => {
  await history.end('SIGKILL');
  const gone = await turns('to miss the store', ({ status }) => status === 503);
  expect(gone.body.checks['relay']).toMatch(/UNAVAILABLE|no connection|ended/);
  await history.start();
  await live();
});

it('is not ready while the broker is gone, with its words, and goes on by itself', async () => {
  await broker.kill9();
  await append('while-away');
  const gone = await turns('to miss the broker', ({ status }) => status === 503);
  expect(gone.body.checks['relay']).toEqual(expect.any(String));
  expect(await metrics()).toContain('civitas_relay_phase{phase="waiting"} 1');
  await broker.restart();
  await live();
});

it('stops, stays and says why where another has taken its place; a restart stands by again', async () => {
  const usurper = kafka.producer({
    transactionalId: 'civitas-relay',
    idempotent: true,
    maxInFlightRequests: 1,
  });
  await usurper.connect();
  await (await usurper.transaction()).abort();
  await usurper.disconnect();
  await append('behind-the-fence');
  const fenced = await turns('to be fenced', ({ status }) => status === 503);
  expect(fenced.body.checks['relay']).toMatch(/another relay has taken over/);
  expect(await metrics()).toContain('civitas_relay_phase{phase="stopped"} 1');
  await relay.restart();
  await live();
});

it('stops, stays and says why where a right is refused', async () => {
  await admin.connect();
  await admin.createAcls({ acl: [DENIED] });
  await append('refused');
  const refused = await turns('to be refused', ({ status }) => status === 503);
  expect(refused.body.checks['relay']).toMatch(
    /the broker refuses \(TOPIC_AUTHORIZATION_FAILED\) while .* civitas\.relay-checkpoints\.v1: /,
  );
  expect(await metrics()).toContain('civitas_relay_phase{phase="stopped"} 1');
  expect(await relay.request('GET', '/health/live', { token: null })).toMatchObject({ status: 200 });
  await admin.deleteAcls({ filters: [DENIED] });
  await relay.restart();
  await live();
});

it('ends with 0 on SIGTERM', async () => {
  expect(await relay.stop()).toBe(0);
});
