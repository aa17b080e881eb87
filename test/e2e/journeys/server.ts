import { type StartedServer, startServer } from '#platform/testing';

// For a machine that does much else besides.
jest.setTimeout(60_000);

/** The server of all journeys: each founds cities of its own, and starting one takes longer than most of them. */
export let server: StartedServer;

beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());
