import { type StartedServer, startServer } from '#platform/testing';
import { auditing } from './platform/auditing.js';
import { CITY, frontDesk } from './platform/front-desk.js';
import { intruders } from './platform/intruders.js';
import { operations } from './platform/operations.js';
import { refusing } from './platform/refusing.js';
import { routes } from './platform/routes.js';
import { writing } from './platform/writing.js';

jest.setTimeout(60_000);

let server: StartedServer;
const front = frontDesk(() => server);

beforeAll(async () => {
  server = await startServer();
  await front.register('jurisdiction', '/v1/jurisdictions', { code: CITY, name: '某市', level: 'city' });
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

operations(front);
writing(front);
auditing(front);
refusing(front);
intruders(front);
routes(front);
