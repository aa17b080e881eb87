import type { Messages } from '../problems/problem.js';

/** What can be wrong with a field. `{min}`, `{max}` and `{values}` come from the field's own bounds. */
export const FIELD_WORDS = {
  required: { zh: '必填。', en: 'is required' },
  'unknown-field': { zh: '不认识的字段。', en: 'is not a field of this request' },
  'forbidden-name': { zh: '不允许的字段名。', en: 'is a name that is never accepted' },
  'too-deep': { zh: '嵌套过深。', en: 'is nested too deeply' },
  text: { zh: '须为文本。', en: 'must be text' },
  blank: { zh: '不得为空白。', en: 'must not be blank' },
  'too-short': { zh: '至少 {min} 个字符。', en: 'must have at least {min} characters' },
  'too-long': { zh: '最多 {max} 个字符。', en: 'must have at most {max} characters' },
  'control-characters': {
    zh: '不得含控制字符或不可见字符。',
    en: 'must hold no control or invisible characters',
  },
  encoding: { zh: '百分号编码有误。', en: 'must be percent-encoded UTF-8' },
  'personal-number': { zh: '不得含手机号或身份证号。', en: 'must hold no phone or identity number' },
  day: { zh: '须为存在的日期，格式 YYYY-MM-DD。', en: 'must be a day that exists, as YYYY-MM-DD' },
  instant: {
    zh: '须为 UTC 时刻，格式 2021-02-03T04:05:06Z。',
    en: 'must be a UTC instant such as 2021-02-03T04:05:06Z',
  },
  count: { zh: '须为整数。', en: 'must be a whole number' },
  'too-small': { zh: '不得小于 {min}。', en: 'must be at least {min}' },
  'too-large': { zh: '不得大于 {max}。', en: 'must be at most {max}' },
  points: {
    zh: '须为分值文本，最多三位小数，例如 "0.5"。',
    en: 'must be points as text with up to three decimals, such as "0.5"',
  },
  jurisdiction: { zh: '须为六位行政区划代码。', en: 'must be a six-digit jurisdiction code' },
  identifier: { zh: '须为小写 UUID。', en: 'must be a lower-case UUID' },
  unit: { zh: '须为单位标识（小写 UUID）。', en: 'must be the id of a unit, a lower-case UUID' },
  cycle: {
    zh: '须为行政区划代码加年份，例如 990100-2021。',
    en: 'must be a jurisdiction code and a year, such as 990100-2021',
  },
  digest: { zh: '须为 sha256: 加 64 位小写十六进制。', en: 'must be sha256: and 64 lower-case hex digits' },
  'one-of': { zh: '须为以下之一：{values}。', en: 'must be one of {values}' },
  pattern: { zh: '格式须为 {values}。', en: 'must look like {values}' },
  truth: { zh: '须为 true 或 false。', en: 'must be true or false' },
  object: { zh: '须为对象。', en: 'must be an object' },
  list: { zh: '须为列表。', en: 'must be a list' },
  'too-few': { zh: '至少 {min} 项。', en: 'must have at least {min} items' },
  'too-many': { zh: '最多 {max} 项。', en: 'must have at most {max} items' },
} as const satisfies Record<string, Messages>;

export type FieldCode = keyof typeof FIELD_WORDS;

export type Bounds = Readonly<Record<string, string | number | undefined>>;

type Values = Readonly<Record<string, unknown>>;
type Words = Readonly<Record<string, string>>;

/** Fills `{name}` in both languages; `words` are Chinese for codes among the values. */
export function fill({ zh, en }: Messages, values: Values, words: Words = {}): Messages {
  const inChinese = (value: string): string =>
    Object.hasOwn(words, value) ? (words[value] as string) : value;
  return {
    zh: fillText(zh, values, { word: inChinese, separator: '、', none: '无' }),
    en: fillText(en, values, { word: (value) => value, separator: ', ', none: 'none' }),
  };
}

interface Tongue {
  word(value: string): string;
  readonly separator: string;
  /** What an empty list says. */
  readonly none: string;
}

const fillText = (text: string, values: Values, tongue: Tongue): string =>
  text.includes('{') ? text.replace(/\{(\w+)\}/g, (_, name: string) => shown(values[name], tongue)) : text;

/** Values of rules are words, numbers and lists of them; whatever else is no part of a sentence. */
function shown(value: unknown, tongue: Tongue): string {
  if (Array.isArray(value))
    return value.map((item) => shown(item, tongue)).join(tongue.separator) || tongue.none;
  if (typeof value === 'string') return tongue.word(value);
  return typeof value === 'number' ? String(value) : '';
}
