import { type StartedServer, startServer } from '#platform/testing';
import { type Place, preparePlace } from './bad-input/place.js';
import { send } from './bad-input/send.js';
import { type SpoiltBody, spoiltBodies } from './bad-input/spoilt.js';
import { WRITES, writerOf } from './bad-input/writes.js';
import type { Schema, Schemas } from './openapi/schema.js';

// For a machine that does much else besides.
jest.setTimeout(60_000);

interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

interface OpenApi {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Schemas };
}

interface Problem {
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string; readonly code: string }[];
}

let server: StartedServer;
let place: Place;
let document: OpenApi;

beforeAll(async () => {
  server = await startServer();
  place = await preparePlace(server);
  document = (await server.request('GET', '/openapi.json', { token: null })).body as OpenApi;
});
afterAll(() => server.stop());

/** How an answer differs from the refusal that is due; null where it does not. */
async function wrongAnswer(path: string, by: string, spoilt: SpoiltBody): Promise<string | null> {
  const { status, headers, body } = await send(server.url, by, { path, bytes: spoilt.bytes }, 'zh');
  const { code, errors = [] } = body as Problem;
  const named = errors.map((field) => `${field.pointer} ${field.code}`).join(', ');
  const isProblem = headers.get('content-type')?.startsWith('application/problem+json') === true;
  const [field] = errors;
  const isDue =
    isProblem &&
    `${status} ${code}` === spoilt.refusal &&
    (spoilt.pointer === undefined || (errors.length === 1 && field?.pointer === spoilt.pointer)) &&
    (spoilt.fieldCode === undefined || field?.code === spoilt.fieldCode);
  return isDue ? null : `${path} ${spoilt.what}: ${status} ${code} (${named})`;
}

function spoiltOf(path: string, good: object): readonly SpoiltBody[] {
  const { schemas } = document.components;
  const schema = document.paths[path]?.post?.requestBody?.content['application/json']?.schema;
  if (!schema) throw new Error(`${path} does not say what body it takes`);
  return spoiltBodies(good, schema, schemas);
}

describe('every route that writes', () => {
  it('has a good body here', () => {
    const writes = Object.entries(document.paths).filter(([, methods]) => methods.post);
    expect(writes.map(([path]) => path).toSorted()).toEqual(Object.keys(WRITES).toSorted());
  });

  it.each(Object.entries(WRITES))('%s refuses it spoilt in any way', async (route, write) => {
    const [path, good] = write(place);
    const before = await server.head();
    const wrong: string[] = [];
    for (const spoilt of spoiltOf(route, good)) {
      const answer = await wrongAnswer(path, writerOf(route, place), spoilt);
      if (answer !== null) wrong.push(answer);
    }
    expect(wrong).toEqual([]);
    expect(await server.head()).toBe(before);
  });

  it('reads its good body', async () => {
    const unread: string[] = [];
    for (const [route, write] of Object.entries(WRITES)) {
      const [path, good] = write(place);
      const bytes = JSON.stringify(good);
      const { status, body } = await send(server.url, writerOf(route, place), { path, bytes }, 'zh');
      if ([400, 401, 403, 413, 415, 500].includes(status))
        unread.push(`${path} ${status} ${JSON.stringify(body)}`);
    }
    expect(unread).toEqual([]);
  });
});
