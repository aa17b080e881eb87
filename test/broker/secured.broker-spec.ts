import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { criticismListTopicV1 } from '#contexts/supervision/contracts';
import { consumeEvents, FROM_THE_START, type KafkaConnection, rebuildStateTopic } from '#platform/messaging';
import { eventually, startServer, type StartedServer } from '#platform/testing';
import { bodies } from '../e2e/bad-input/bodies.js';
import { City, settled } from '../e2e/city.js';
import { NUMBERING } from '../e2e/rules.js';
import { startBroker, type Broker } from '../kafka/broker.js';
import { securedFor } from '../kafka/secured.js';
import { NOTICES_TOPIC } from './notices-of-log.js';

const LONG = 60_000;
const USER = { username: 'civitas', password: 'not-a-secret' };

let broker: Broker;
let ca: string;
const servers: StartedServer[] = [];

beforeAll(async () => {
  broker = await startBroker({ secured: securedFor(USER) });
  ca = join(broker.dataDir, 'ca.pem');
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
});
afterAll(() => broker?.stop());

async function serverWith(changes: Record<string, string> = {}): Promise<StartedServer> {
  const server = await startServer({
    env: {
      KAFKA_BROKERS: broker.brokers.join(','),
      KAFKA_TLS: ca,
      KAFKA_SASL_MECHANISM: 'plain',
      KAFKA_USERNAME: USER.username,
      KAFKA_PASSWORD: USER.password,
      ...changes,
    },
  });
  servers.push(server);
  return server;
}

const connection = (): KafkaConnection => ({
  brokers: broker.brokers,
  tls: { ca: readFileSync(ca, 'utf8') },
  sasl: { mechanism: 'plain', ...USER },
});

async function firstNotice(): Promise<string | undefined> {
  const done = new AbortController();
  let notice: string | undefined;
  await consumeEvents({
    ...connection(),
    topic: NOTICES_TOPIC,
    progressOf: () => FROM_THE_START,
    handle: ({ records }) => {
      notice = records[0]?.key;
      done.abort();
      return Promise.resolve();
    },
    signal: AbortSignal.any([done.signal, AbortSignal.timeout(LONG)]),
  });
  return notice;
}

it('takes relay and consumers that show who they are, over TLS', async () => {
  const server = await serverWith();
  const city = await City.found(server, '990100');
  await city.adopt('documents', NUMBERING);
  const [school, station] = [await city.unit('示例学校'), await city.unit('示例站')];
  await settled(server);
  const { id } = await city.office.do('/v1/notices', bodies.notice({ city, school, station }));
  await city.office.do(`/v1/notices/${id}/issue`, { issuedOn: '2021-05-21', reason: '补录' });

  const list = await eventually(
    'markers that prove the list',
    async () => {
      const { proven, values } = await rebuildStateTopic(connection(), criticismListTopicV1);
      return proven && values;
    },
    LONG,
  );
  expect([...list.keys()].toSorted()).toEqual([school.id, station.id].toSorted());
  expect(await firstNotice()).toBe(id);
});

it.each([
  ['another password', { KAFKA_PASSWORD: 'guessed' }, /Authentication failed/],
  ['certificates that do not know it', { KAFKA_TLS: 'system' }, /self-signed certificate/],
])('lets a relay with %s wait, which says why', async (_, changes, why) => {
  const server = await serverWith(changes);
  const says = async (): Promise<boolean> =>
    why.test(JSON.stringify((await server.request('GET', '/health/ready', { token: null })).body));
  expect(await eventually('the reason', says, LONG)).toBe(true);
});
