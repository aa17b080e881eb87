import { output } from './command.js';

const rows = [
  { name: 'notices', ordinal: 7, verdict: undefined },
  { name: 'scores', ordinal: 8, verdict: 'right' },
];

function heard(speak: () => void): string {
  let text = '';
  jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => ((text += String(chunk)), true));
  speak();
  return text;
}

const told = (json: boolean, listed: readonly object[]): string => heard(() => output(json).table(listed));

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

describe('many lines of one kind', () => {
  const lines = (count: number): string[] => Array.from({ length: count }, (_, index) => `event ${index}`);
  const listed = (json: boolean, count: number): string[] =>
    heard(() => output(json).list(lines(count)))
      .trimEnd()
      .split('\n');

  it('are ten for people, who are told how many more there are', () => {
    expect(listed(false, 10)).toEqual(lines(10));
    expect(listed(false, 100)).toEqual([...lines(10), '… and 90 more']);
  });

  it('are all there for machines', () => {
    expect(listed(true, 100).map((line) => (JSON.parse(line) as { message: string }).message)).toEqual(
      lines(100),
    );
  });
});
