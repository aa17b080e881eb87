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
