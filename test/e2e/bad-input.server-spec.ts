import { type StartedServer, startServer } from '#platform/testing';
import { access } from './bad-input/access.js';
import { bodies } from './bad-input/bodies.js';
import { type BadInput, PATHS } from './bad-input/case.js';
import { periodsAndUnits } from './bad-input/periods-and-units.js';
import { type Place, preparePlace } from './bad-input/place.js';
import { reads } from './bad-input/reads.js';
import { type Refused, send } from './bad-input/send.js';
import { shapes } from './bad-input/shapes.js';
import { states } from './bad-input/states.js';
import { transport } from './bad-input/transport.js';

interface Sentence {
  readonly detail: string;
  readonly messages: { readonly zh: string; readonly en: string };
}

interface Problem extends Sentence {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly correlationId: string;
  readonly errors?: readonly (Sentence & { readonly pointer: string; readonly code: string })[];
  readonly details?: { readonly pointer?: string };
}

// For a machine that does much else besides.
jest.setTimeout(60_000);

let server: StartedServer;
let place: Place;

beforeAll(async () => {
  server = await startServer();
  place = await preparePlace(server);
});
afterAll(() => server.stop());

/** Words of ours that a Chinese sentence says in Chinese. */
const CODES =
  /\b(county|district|city|province|national|criticism|commendation|registered|closed|filed|issued)\b/;
const HAN = /\p{Script=Han}/u;

/** A whole problem document in the wanted language, every sentence in both and filled in. */
function problemIn(language: 'zh' | 'en', { status, headers, body }: Refused): Problem {
  const problem = body as Problem;
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  expect(problem.correlationId).toBe(headers.get('x-correlation-id'));
  expect(problem).toMatchObject({ status, type: `/problems/${problem.code}`, title: expect.any(String) });
  for (const { detail, messages } of [problem, ...(problem.errors ?? [])]) {
    expect(messages.zh).toMatch(HAN);
    expect(messages.en).toMatch(/[a-z]/);
    expect(messages.zh + messages.en).not.toContain('{');
    expect(detail).toBe(messages[language]);
  }
  expect(problem.messages.zh).not.toMatch(CODES);
  return problem;
}

async function isRefused({ attempt, status, code, fields, pointer }: BadInput): Promise<void> {
  const asked = attempt(place);
  const before = await server.head();
  for (const language of ['zh', 'en'] as const) {
    const answer = await send(server.url, place.city.office.token, asked, language);
    const problem = problemIn(language, answer);
    expect(`${answer.status} ${problem.code}`).toBe(`${status} ${code}`);
    expect(problem.errors?.map((field) => `${field.pointer} ${field.code}`)).toEqual(fields);
    if (pointer !== undefined) expect(problem.details?.pointer).toBe(pointer);
  }
  expect(await server.head()).toBe(before);
}

describe.each<readonly [string, readonly BadInput[]]>([
  ['a value that does not fit its field', shapes],
  ['bytes and headers', transport],
  ['a period or a unit that may not be', periodsAndUnits],
  ['what comes too early, too late or twice', states],
  ['who may not', access],
  ['reading', reads],
])('%s is refused in both languages and leaves the ledger as it is', (_, cases) => {
  it.each(cases)('$what', isRefused);
});

describe('the bodies that the cases spoil', () => {
  it('are accepted as they are', async () => {
    const { office } = place.city;
    for (const name of [
      'unit',
      'notice',
      'amendment',
      'activity',
      'issue',
      'closing',
      'rectification',
      'award',
      'cycle',
    ] as const) {
      const before = await server.head();
      await office.do(PATHS[name](place), bodies[name](place));
      expect(await server.head()).toBeGreaterThan(before);
    }
    await place.city.otherOffice.do(PATHS.verification(place), bodies.verification(place));
    await office.do(PATHS.withdrawal(place), bodies.withdrawal());
  });
});
