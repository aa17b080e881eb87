import { holdsPersonalNumber } from '#platform/auth';
import { isCalendarDate, isJurisdictionCode, isPoints } from '#platform/values';
import type { FieldRule } from './field-rule.js';
import type { FieldCode } from './field-words.js';

// What nobody sees: controls, lone surrogates, marks of format and direction, separators of lines, fillers. Two names
// that look alike would be two names. Variation selectors stay: they tell forms of a Chinese character apart.
const UNSEEN = /(?!\p{Variation_Selector})[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;
const UNSEEN_BUT_LINES = new RegExp(`(?!\\n)${UNSEEN.source}`, 'u');
const BLANK = /^[\p{Cf}\s]*$/u;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const DIGEST = /^sha256:[0-9a-f]{64}$/;
const INSTANT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z$/;

export interface TextLimits {
  /** Characters after trimming. */
  readonly max: number;
  /** 1 by default. */
  readonly min?: number;
  /** Allows line breaks. */
  readonly lines?: boolean;
}

/** In characters, as JSON Schema counts them: a rare character of a name takes two units of a string. */
const isLonger = (value: string, max: number): boolean =>
  value.length > 2 * max || (value.length > max && Array.from(value).length > max);

/** Trimmed, non-blank text without control or invisible characters and without personal numbers. */
export function text({ max, min = 1, lines = false }: TextLimits): FieldRule {
  const unseen = lines ? UNSEEN_BUT_LINES : UNSEEN;
  return {
    bounds: { min, max },
    schema: { type: 'string', minLength: min, maxLength: max },
    prepare: (value) => (typeof value === 'string' ? value.trim() : value),
    check(value) {
      if (typeof value !== 'string') return 'text';
      if (BLANK.test(value)) return min > 0 ? 'blank' : null;
      if (isLonger(value, max)) return 'too-long';
      if (value.length < min) return 'too-short';
      // First: what hides a number is not to be mended by showing the number.
      if (holdsPersonalNumber(value)) return 'personal-number';
      return unseen.test(value) ? 'control-characters' : null;
    },
  };
}

const ofText = (
  code: FieldCode,
  fits: (text: string) => boolean,
  schema: FieldRule['schema'],
): FieldRule => ({
  bounds: {},
  schema,
  check: (value) => (typeof value === 'string' && fits(value) ? null : code),
});

const textRule = {
  day: ofText('day', isCalendarDate, { type: 'string', format: 'date', example: '2021-03-05' }),
  instant: ofText('instant', (value) => isInstant(value), {
    type: 'string',
    format: 'date-time',
    example: '2021-03-05T01:30:00Z',
  }),
  points: ofText('points', isPoints, {
    type: 'string',
    pattern: '^-?(0|[1-9]\\d{0,8})(\\.\\d{1,3})?$',
    example: '0.5',
  }),
  jurisdiction: ofText('jurisdiction', isJurisdictionCode, {
    type: 'string',
    pattern: '^\\d{6}$',
    example: '150200',
  }),
  identifier: ofText('identifier', (value) => UUID.test(value), { type: 'string', format: 'uuid' }),
  digest: ofText('digest', (value) => DIGEST.test(value), {
    type: 'string',
    pattern: '^sha256:[0-9a-f]{64}$',
  }),
};

/** Calendar date that exists, `YYYY-MM-DD`. */
export const day = (): FieldRule => textRule.day;
/** ISO-8601 UTC with seconds, up to milliseconds. */
export const instant = (): FieldRule => textRule.instant;
/** Exact decimal as text. */
export const pointsText = (): FieldRule => textRule.points;
/** Six digits of GB/T 2260. */
export const jurisdiction = (): FieldRule => textRule.jurisdiction;
/** Lower-case UUID. */
export const identifier = (): FieldRule => textRule.identifier;
/** `sha256:` and 64 lower-case hex digits. */
export const digest = (): FieldRule => textRule.digest;

/**
 * Text of a pattern, without control characters even where the pattern lets them in; `looks` shows it to people,
 * e.g. `150200-2021`. Throws when `looks` is none.
 */
export function matching(pattern: RegExp, looks: string): FieldRule {
  if (!pattern.test(looks)) throw new Error(`${looks} is no example of ${pattern.source}`);
  return {
    ...ofText('pattern', (value) => value.length <= 200 && pattern.test(value) && !UNSEEN.test(value), {
      type: 'string',
      pattern: pattern.source,
      example: looks,
    }),
    bounds: { values: looks },
  };
}

/** One of the given words. */
export const oneOf = (...values: readonly string[]): FieldRule => ({
  ...ofText('one-of', (value) => values.includes(value), { type: 'string', enum: [...values] }),
  bounds: { values: values.join(', ') },
});

export interface CountLimits {
  /** 0 by default. */
  readonly min?: number;
  readonly max?: number;
  /** For query parameters, which arrive as text. */
  readonly fromText?: boolean;
}

/** Whole number, at least 0 unless said otherwise. */
export function count({
  min = 0,
  max = Number.MAX_SAFE_INTEGER,
  fromText = false,
}: CountLimits = {}): FieldRule {
  return {
    bounds: { min, max },
    schema: { type: 'integer', minimum: min, ...(max === Number.MAX_SAFE_INTEGER ? {} : { maximum: max }) },
    ...(fromText && {
      prepare: (value: unknown) =>
        typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value,
    }),
    check(value) {
      if (!Number.isSafeInteger(value)) return 'count';
      if ((value as number) < min) return 'too-small';
      return (value as number) > max ? 'too-large' : null;
    },
  };
}

/** `true` or `false`; `fromText` for query parameters. */
export const truth = ({ fromText = false }: { fromText?: boolean } = {}): FieldRule => ({
  bounds: {},
  schema: { type: 'boolean' },
  ...(fromText && {
    prepare: (value: unknown) => (value === 'true' ? true : value === 'false' ? false : value),
  }),
  check: (value) => (typeof value === 'boolean' ? null : 'truth'),
});

function isInstant(value: string): boolean {
  const parts = INSTANT.exec(value);
  return parts !== null && isCalendarDate(parts[1] as string);
}
