import { criticismListTopicV1 } from '#contexts/supervision/contracts';
import { rebuildStateTopic } from '#platform/messaging';
import { eventually, startServer, type StartedServer } from '#platform/testing';
import { City, type CityUnit, settled } from '../e2e/city.js';
import { Desk } from '../e2e/desk.js';
import { NUMBERING } from '../e2e/rules.js';
import { startBroker, type Broker } from '../kafka/broker.js';
import { NoticeOffice } from './notice-office.js';
import { expectToldOnce, NOTICES_TOPIC, noticesOfLog } from './notices-of-log.js';
import { everyRecord } from './observed.js';
import { relayedOrdinal } from './topic-at-rest.js';

const CITY = '990100';
const UNITS = 12;
const LONG = 60_000;
/** Records sent under load before the relay is killed. */
const BEFORE_THE_KILL = 100;

interface CriticismPage {
  readonly items: readonly { readonly unitId: string; readonly personTimes: number }[];
  readonly totals: { readonly units: number; readonly personTimes: number };
}

let broker: Broker;
let server: StartedServer;
/** A process of its own beside the server, over the same log. */
let relay: StartedServer;
/** The server again, with a relay within. */
let whole: StartedServer | undefined;
let city: City;
let units: readonly CityUnit[];
let office: NoticeOffice;

beforeAll(async () => {
  broker = await startBroker();
  server = await startServer();
  relay = await startServer({ app: 'relay', dataDir: server.dataDir, env: kafka() });
  city = await City.found(server, CITY);
  await city.adopt('documents', NUMBERING);
  units = await Promise.all(Array.from({ length: UNITS }, (_, n) => city.unit(`示例单位${n}`)));
  office = new NoticeOffice(city, units);
  await settled(server);
});

afterAll(async () => {
  await relay?.kill();
  await whole?.kill();
  await server?.stop();
  await broker?.stop();
});

const kafka = () => ({ KAFKA_BROKERS: broker.brokers.join(',') });

/** Records the relay has committed since it was started. */
async function sent(): Promise<number> {
  const { body } = await relay.request('GET', '/metrics', { token: null });
  return Number(/^civitas_relay_records_total (\d+)$/m.exec(body as string)?.[1] ?? 0);
}

async function expectKafkaEqualsHttp(from = server): Promise<CriticismPage> {
  await settled(from);
  const head = await from.head();
  const isThere = async (): Promise<boolean> => (await relayedOrdinal(broker.brokers)) >= head;
  await eventually('Kafka to have all of the ledger', isThere, LONG);
  const desk = new Desk(from, city.office.token);
  const page = await desk.see<CriticismPage>(`/v1/criticisms?jurisdiction=${CITY}&limit=500`);
  const proven = async () => {
    const rebuilt = await rebuildStateTopic(broker, criticismListTopicV1);
    return rebuilt.proven && (rebuilt.values as ReadonlyMap<string, CriticismPage['items'][number]>);
  };
  const values = await eventually('markers that prove the list', proven, LONG);
  expect(Object.fromEntries(values)).toEqual(
    Object.fromEntries(page.items.map((item) => [item.unitId, item])),
  );
  const personTimes = [...values.values()].reduce((sum, line) => sum + line.personTimes, 0);
  expect({ units: values.size, personTimes }).toEqual(page.totals);
  return page;
}

const expectNoticesOnce = async (): Promise<void> =>
  expectToldOnce(await everyRecord(broker.brokers, NOTICES_TOPIC), await noticesOfLog(server.dataDir));

it('gives from Kafka alone the criticism list that HTTP answers', async () => {
  const notices: string[] = [];
  for (const step of [1, 2, 3, 4])
    notices.push(await office.criticise(units.filter((_, n) => n % step === 0)));
  const before = await expectKafkaEqualsHttp();
  expect(before.totals.units).toBe(UNITS);

  await office.withdraw(notices[0]!);
  await office.rectify(notices[1]!, units[0]!);
  const after = await expectKafkaEqualsHttp();
  expect(after.totals.units).toBeLessThan(UNITS);
});

it('has every notice once and in order, and the list whole, though the relay is killed under load', async () => {
  let isOver = false;
  const work = Promise.all([1, 2].map(() => office.work(() => isOver)));
  const early = work.then(() => Promise.reject(new Error('the work ended early')));
  const atWork = <T>(seen: Promise<T>): Promise<T> => Promise.race([seen, early]);
  const before = await sent();
  await atWork(eventually('a load', async () => (await sent()) >= before + BEFORE_THE_KILL, LONG));
  await relay.kill();
  const whenKilled = office.issued;
  await relay.restart();
  await atWork(eventually('the next relay to send', async () => (await sent()) > 0, LONG));
  expect(office.issued).toBeGreaterThan(whenKilled);
  isOver = true;
  await Promise.all([work, early.catch(() => undefined)]);
  await expectKafkaEqualsHttp();
  await expectNoticesOnce();
});

it('goes on in the standalone itself after a kill of the server', async () => {
  await server.kill();
  await relay.stop();
  whole = await startServer({ dataDir: server.dataDir, env: kafka() });
  await office.criticise(units.slice(3, 6), new Desk(whole, city.office.token));
  await expectKafkaEqualsHttp(whole);
  await expectNoticesOnce();
  const { body } = await whole.request('GET', '/health/ready');
  expect(body).toMatchObject({ checks: { relay: 'ok' } });
});
