import { rebuildStateTopic } from '#platform/messaging';
import { eventually, startServer, type StartedServer } from '#platform/testing';
import { bodies } from '../e2e/bad-input/bodies.js';
import { City, type CityUnit, settled } from '../e2e/city.js';
import { NUMBERING } from '../e2e/rules.js';
import { startBroker, type Broker } from '../kafka/broker.js';
import { everyRecord } from './observed.js';

const CITY = '990100';
const UNITS = 12;

interface CriticismPage {
  readonly items: readonly { readonly unitId: string; readonly personTimes: number }[];
  readonly totals: { readonly units: number; readonly personTimes: number };
}

let broker: Broker;
let server: StartedServer;
let city: City;
let units: readonly CityUnit[];

beforeAll(async () => {
  broker = await startBroker();
  server = await startServer({ env: { KAFKA_BROKERS: broker.brokers.join(',') } });
  city = await City.found(server, CITY);
  await city.adopt('documents', NUMBERING);
  units = await Promise.all(Array.from({ length: UNITS }, (_, n) => city.unit(`示例单位${n}`)));
  await settled(server);
});

afterAll(async () => {
  await server?.stop();
  await broker?.stop();
});

/** Files and issues a criticism of every unit whose number the step divides. */
async function criticise(step: number): Promise<string> {
  const [school, station] = units as readonly [CityUnit, CityUnit];
  const entries = units
    .filter((_, n) => n % step === 0)
    .map(({ id }, n) => ({ unitId: id, personTimes: n + step, findings: [] }));
  const body = { ...bodies.notice({ city, school, station }), entries };
  const { id } = await city.office.do('/v1/notices', body);
  await city.office.do(`/v1/notices/${id}/issue`, { issuedOn: '2021-05-21', reason: '补录' });
  return id;
}

async function expectKafkaEqualsHttp(): Promise<CriticismPage> {
  await settled(server);
  const page = await city.office.see<CriticismPage>(`/v1/criticisms?jurisdiction=${CITY}&limit=500`);
  const served = Object.fromEntries(page.items.map((item) => [item.unitId, item]));
  const rebuilt = async (): Promise<Record<string, unknown> | false> => {
    const { values, proven } = await rebuildStateTopic(broker.brokers, 'civitas.criticism-list.v1');
    return (
      proven &&
      JSON.stringify(sorted(Object.fromEntries(values))) === JSON.stringify(sorted(served)) &&
      served
    );
  };
  await eventually('Kafka to hold, proven, what HTTP answers', rebuilt, 60_000);
  return page;
}

const sorted = (lines: Readonly<Record<string, unknown>>): unknown =>
  Object.entries(lines)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, line]) => [key, Object.entries(line as object).sort(([a], [b]) => (a < b ? -1 : 1))]);

it('gives from Kafka alone the criticism list that HTTP answers', async () => {
  const notices: string[] = [];
  for (const step of [1, 2, 3, 4]) notices.push(await criticise(step));
  const before = await expectKafkaEqualsHttp();
  expect(before.totals.units).toBe(UNITS);

  await city.office.do(`/v1/notices/${notices[0]}/withdraw`, {
    withdrawnOn: '2021-05-25',
    reason: '名单有误',
  });
  const [school] = units as readonly [CityUnit];
  await school.desk.do(`/v1/notices/${notices[1]}/rectification`, bodies.rectification({ school }));
  await city.otherOffice.do(`/v1/notices/${notices[1]}/verification`, bodies.verification({ school }));
  const after = await expectKafkaEqualsHttp();
  expect(after.totals.units).toBeLessThan(UNITS);
});

it('goes on after a kill of the server, with every notice published once', async () => {
  await server.kill();
  await server.restart();
  await criticise(5);
  await expectKafkaEqualsHttp();
  const records = await everyRecord(broker.brokers, 'civitas.notices.v1', 7);
  const kinds = records.map(({ type }) => type.replace(/^civitas\.supervision\.|\.v1$/g, ''));
  expect(kinds.sort()).toEqual([
    ...Array.from({ length: 5 }, () => 'notice-issued'),
    'notice-withdrawn',
    'rectification-accepted',
  ]);
});

it('is named by the readiness of the server', async () => {
  const { body } = await server.request('GET', '/health/ready');
  expect(body).toMatchObject({ checks: { relay: 'ok' } });
});
