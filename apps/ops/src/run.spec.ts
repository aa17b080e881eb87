import { run } from './run.js';

let said: { out: string; err: string };

beforeEach(() => {
  said = { out: '', err: '' };
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => ((said.out += String(text)), true));
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => ((said.err += String(text)), true));
});
afterEach(() => jest.restoreAllMocks());

describe('a command that does not exist', () => {
  it.each(['import', 'audit', '__proto__', 'constructor'])(
    '%s is named, before those that do',
    async (name) => {
      expect(await run([name, 'verify'])).toBe(2);
      expect(said.err).toMatch(new RegExp(`^there is no command ${name}\nnpm run ops`));
    },
  );
  it('is not one that was left out', async () => {
    expect(await run([])).toBe(2);
    expect(said.err).toMatch(/^name a command\n/);
  });
});

it('says what there is when asked', async () => {
  expect(await run(['--help'])).toBe(0);
  expect(said).toMatchObject({ out: expect.stringContaining('restore --from <directory>'), err: '' });
});

it('takes no name too many', async () => {
  expect(await run(['rebuild', 'units', 'notices'])).toBe(2);
  expect(said.err).toMatch(/^notices is one name too many\nrebuild <projection>/);
});

describe('what stands in the way is said in a sentence, without a stack', () => {
  const nowhere = { ...process.env, DATA_DIR: '/nonexistent' };
  const before = process.env;
  afterEach(() => (process.env = before));

  it.each<readonly [string, NodeJS.ProcessEnv, readonly string[]]>([
    ['there is no event log at /nonexistent/log.sqlite yet', nowhere, ['verify']],
    ['PORT=x is not allowed: a port from 0 (a free one) to 65535', { ...nowhere, PORT: 'x' }, ['verify']],
    ['name a new directory for the backup: --to <directory>', nowhere, ['backup', '--to', '']],
    ['name the directory of a backup: --from <directory>', nowhere, ['restore', '--from', '']],
    [
      'no server answers at http://127.0.0.1:1: bad port',
      nowhere,
      ['rebuild', 'units', '--url', 'http://127.0.0.1:1', '--token', 't'],
    ],
  ])('%s', async (sentence, environment, args) => {
    process.env = environment;
    expect(await run(args)).toBe(1);
    expect(said.err).toBe(`${sentence}\n`);
  });
});

describe('a token that no server would take is not signed', () => {
  const office = ['--role', 'office', '--jurisdiction'];
  it.each([
    ['--actor  is no opaque name', ['--actor', '', ...office, '990100']],
    ['--actor 13800138000 is no opaque name', ['--actor', '13800138000', ...office, '990100']],
    ['--jurisdiction 99 is no six-digit', ['--actor', 'a', ...office, '99']],
    ['--unit x is no id', ['--actor', 'a', '--role', 'unit', '--unit', 'x']],
  ])('%s', async (fault, args) => {
    expect(await run(['token', ...args])).toBe(1);
    expect(said.err).toContain(fault);
    expect(said.out).toBe('');
  });
});
