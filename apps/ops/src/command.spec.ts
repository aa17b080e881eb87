import { output } from './command.js';

const rows = [
  { name: 'notices', ordinal: 7, verdict: undefined },
  { name: 'scores', ordinal: 8, verdict: 'right' },
];

function told(json: boolean, listed: readonly object[]): string {
  let text = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((text += String(chunk)), true));
  output(json).table(listed);
  return text;
}

afterEach(() => jest.restoreAllMocks());

describe('a list', () => {
  it('stands under the names of its columns', () => {
    expect(told(false, rows)).toBe('name | ordinal | verdict\nnotices | 7 | \nscores | 8 | right\n');
  });

  it('of nothing says nothing', () => {
    expect(told(false, [])).toBe('');
  });

  it('is one line of JSON for machines', () => {
    expect(JSON.parse(told(true, rows))).toEqual({ rows: JSON.parse(JSON.stringify(rows)) as object });
  });
});
