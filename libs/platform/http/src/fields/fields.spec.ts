import 'reflect-metadata';
import type { Type } from '@nestjs/common';
import { InvalidRequest } from '../problems/exceptions.js';
import {
  Count,
  Day,
  Digest,
  Flag,
  Identifier,
  Instant,
  Jurisdiction,
  ListOf,
  Matching,
  Nested,
  OneOf,
  PointsText,
  Text,
} from './fields.js';
import { RequestValidation } from './request-validation.pipe.js';
import * as rule from './rules.js';

class Entry {
  @Text({ max: 10 })
  name!: string;
  @Count({ min: 1, max: 500 })
  personTimes!: number;
}
class Period {
  @Day()
  from!: string;
  @Day({ optional: true })
  to?: string;
}
class Everything {
  @Text({ max: 10, optional: true })
  text?: string;
  @Text({ max: 40, lines: true, optional: true })
  lines?: string;
  @Instant({ optional: true })
  instant?: string;
  @PointsText({ optional: true })
  points?: string;
  @Jurisdiction({ optional: true })
  jurisdiction?: string;
  @Identifier({ optional: true })
  id?: string;
  @Digest({ optional: true })
  digest?: string;
  @OneOf(['a', 'b'], { optional: true })
  kind?: string;
  @Matching(/^\d{6}-\d{4}$/, '150200-2021', { optional: true })
  cycle?: string;
  @Flag({ optional: true })
  flag?: boolean;
  @Count({ optional: true })
  count?: number;
  @Nested(() => Period, { optional: true })
  period?: Period;
  @ListOf(() => Entry, { min: 1, max: 3, optional: true })
  entries?: Entry[];
  @ListOf(rule.text({ max: 5 }), { max: 2, optional: true })
  issuers?: string[];
}
class Page {
  @Count({ min: 1, max: 500, fromText: true, optional: true })
  limit: number = 50;
}

const pipe = new RequestValidation();

async function faults(
  value: unknown,
  metatype: Type = Everything,
  type: 'body' | 'query' = 'body',
): Promise<string[]> {
  try {
    await pipe.transform(value, { type, metatype });
    return [];
  } catch (error) {
    if (!(error instanceof InvalidRequest)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
  }
}

describe('a field', () => {
  const accepted: readonly object[] = [
    { text: '某单位' },
    { lines: '一\n二' },
    { instant: '2021-03-05T01:30:00Z' },
    { instant: '2021-03-05T01:30:00.123Z' },
    { points: '-0.5' },
    { jurisdiction: '150200' },
    { jurisdiction: '000000' },
    { id: '0b2a81a1-da31-4daa-a59f-cf34a877b2fc' },
    { digest: `sha256:${'a'.repeat(64)}` },
    { kind: 'b' },
    { cycle: '150200-2021' },
    { flag: false },
    { count: 0 },
    { period: { from: '2020-02-29' } },
    { entries: [{ name: 'x', personTimes: 1 }] },
    { issuers: ['甲', '乙'] },
    { issuers: [] },
    {},
  ];
  it.each(accepted)('accepts %j', async (value) => {
    expect(await faults(value)).toEqual([]);
  });

  const refused: readonly (readonly [object, ...string[]])[] = [
    [{ text: '' }, '/text blank'],
    [{ text: ' \t ' }, '/text blank'],
    [{ text: null }, '/text text'],
    [{ text: 1 }, '/text text'],
    [{ text: ['x'] }, '/text text'],
    [{ text: 'x'.repeat(11) }, '/text too-long'],
    [{ text: 'a\u0000b' }, '/text control-characters'],
    [{ text: 'a\nb' }, '/text control-characters'],
    [{ text: 'a\u202eb' }, '/text control-characters'],
    [{ text: '\ud800' }, '/text control-characters'],
    [{ lines: '电话 13800138000' }, '/lines personal-number'],
    [{ instant: '2021-02-30T00:00:00Z' }, '/instant instant'],
    [{ instant: '2021-03-05' }, '/instant instant'],
    [{ points: '0.1234' }, '/points points'],
    [{ points: 0.5 }, '/points points'],
    [{ jurisdiction: 150200 }, '/jurisdiction jurisdiction'],
    [{ jurisdiction: '1408' }, '/jurisdiction jurisdiction'],
    [{ id: 'X' }, '/id identifier'],
    [{ digest: 'md5:1' }, '/digest digest'],
    [{ kind: 'c' }, '/kind one-of'],
    [{ cycle: '2021' }, '/cycle pattern'],
    [{ flag: 'true' }, '/flag truth'],
    [{ count: -1 }, '/count too-small'],
    [{ count: 1.5 }, '/count count'],
    [{ count: '1' }, '/count count'],
    [{ count: 2 ** 53 }, '/count count'],
    [{ count: null }, '/count count'],
    [{ period: { from: '2021-02-30' } }, '/period/from day'],
    [{ period: { from: '2021-01-01', till: 'x' } }, '/period/till unknown-field'],
    [{ period: [{ from: '2021-01-01' }] }, '/period object'],
    [{ period: 'x' }, '/period object'],
    [{ period: null }, '/period object'],
    [{ entries: [] }, '/entries too-few'],
    [{ entries: Array.from({ length: 4 }, () => ({ name: 'x', personTimes: 1 })) }, '/entries too-many'],
    [{ entries: { 0: {} } }, '/entries list'],
    [{ entries: ['x'] }, '/entries/0 object'],
    [
      {
        entries: [
          { name: 'x', personTimes: 1 },
          { name: 'x', personTimes: 0.5 },
        ],
      },
      '/entries/1/personTimes count',
    ],
    [{ entries: [{ name: 'x' }] }, '/entries/0/personTimes required'],
    [{ issuers: ['甲', ' '] }, '/issuers/1 blank'],
    [{ issuers: '甲' }, '/issuers list'],
    [{ 'a/b~c': 1 }, '/a~1b~0c unknown-field'],
    [{ text: '', count: -1 }, '/text blank', '/count too-small'],
  ];
  it.each(refused)('refuses %j: %s', async (value, ...expected) => {
    expect((await faults(value)).sort()).toEqual([...expected].sort());
  });

  it.each([[[{}]], [[]], ['x'], [1], [true]])('refuses a body of %j', async (value) => {
    for (const dto of [Entry, Everything]) expect(await faults(value, dto)).toEqual([' object']);
  });

  it('is required unless said otherwise', async () => {
    expect(await faults(undefined, Entry)).toEqual(['/name required', '/personTimes required']);
  });

  it('is trimmed', async () => {
    expect(
      await pipe.transform({ text: '  某单位 ', issuers: [' 甲 '] }, { type: 'body', metatype: Everything }),
    ).toMatchObject({
      text: '某单位',
      issuers: ['甲'],
    });
  });

  it('says in both languages what is allowed', async () => {
    const error = (await pipe
      .transform({ count: -1 }, { type: 'body', metatype: Everything })
      .catch((thrown: unknown) => thrown)) as InvalidRequest;
    expect(error.errors).toEqual([
      {
        pointer: '/count',
        in: 'body',
        code: 'too-small',
        messages: { zh: '不得小于 0。', en: 'must be at least 0' },
      },
    ]);
  });
});

describe('a query parameter', () => {
  it('is read from text', async () => {
    expect(await pipe.transform({ limit: '7' }, { type: 'query', metatype: Page })).toEqual({ limit: 7 });
    expect(await pipe.transform({}, { type: 'query', metatype: Page })).toEqual({ limit: 50 });
  });

  it.each(['0', '501', '1.5', 'x', '', '1e2', '-1'])('is refused when it is %p', async (limit) => {
    expect(await faults({ limit }, Page, 'query')).toHaveLength(1);
  });

  it('is refused when it comes twice', async () => {
    expect(await faults({ limit: ['1', '2'] }, Page, 'query')).toEqual(['/limit count']);
  });
});
