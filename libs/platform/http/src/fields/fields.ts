import { applyDecorators, type Type as Class } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import type { FieldRule } from './field-rule.js';
import type { Bounds, FieldCode } from './field-words.js';
import * as rules from './rules.js';

export interface FieldOptions {
  /** May be left out; null is refused all the same. */
  readonly optional?: boolean;
  /** For OpenAPI: `中文 English`. */
  readonly about?: string;
}

/** A field of a rule of your own. Every decorator below is one of these. */
export function Field(rule: FieldRule, options: FieldOptions = {}): PropertyDecorator {
  return applyDecorators(
    ...checked((value) => rule.check(value), rule.bounds, options),
    ...(rule.prepare ? [preparing(rule.prepare)] : []),
    ApiProperty({ ...rule.schema, ...documented(options) }),
  );
}

/** Text of 1 to `max` characters; see {@link rules.text}. */
export const Text = (options: rules.TextLimits & FieldOptions): PropertyDecorator =>
  Field(rules.text(options), options);
/** Why something is entered after its day (补录); `when` says what that means here. */
export const BackEntryReason = (when: string): PropertyDecorator =>
  Text({ max: 500, lines: true, optional: true, about: `补录理由 Why ${when}.` });
export const Day = (options?: FieldOptions): PropertyDecorator => Field(rules.day(), options);
export const Instant = (options?: FieldOptions): PropertyDecorator => Field(rules.instant(), options);
export const Count = (options: rules.CountLimits & FieldOptions = {}): PropertyDecorator =>
  Field(rules.count(options), options);
export const Flag = (options: { fromText?: boolean } & FieldOptions = {}): PropertyDecorator =>
  Field(rules.truth(options), options);
export const PointsText = (options?: FieldOptions): PropertyDecorator => Field(rules.pointsText(), options);
export const Jurisdiction = (options?: FieldOptions): PropertyDecorator =>
  Field(rules.jurisdiction(), options);
export const Identifier = (options?: FieldOptions): PropertyDecorator => Field(rules.identifier(), options);
export const Digest = (options?: FieldOptions): PropertyDecorator => Field(rules.digest(), options);
export const Matching = (pattern: RegExp, looks: string, options?: FieldOptions): PropertyDecorator =>
  Field(rules.matching(pattern, looks), options);
export const OneOf = (values: readonly string[], options?: FieldOptions): PropertyDecorator =>
  Field(rules.oneOf(...values), options);

/** An object of another DTO class. */
export const Nested = (dto: () => Class, options: FieldOptions = {}): PropertyDecorator =>
  applyDecorators(
    ...checked((value) => (isObject(value) ? null : 'object'), {}, options),
    ValidateNested(),
    Type(dto),
    // Taken for a lazy one only as a function that is called `type`.
    ApiProperty({ type: () => dto(), ...documented(options) }),
  );

export interface ListLimits extends FieldOptions {
  /** 0 by default. */
  readonly min?: number;
  readonly max: number;
}

/** A list of objects of a DTO class (`() => EntryDto`) or of plain values (`text({max: 100})`). */
export const ListOf = (items: (() => Class) | FieldRule, limits: ListLimits): PropertyDecorator =>
  typeof items === 'function' ? listOfObjects(items, limits) : listOfValues(items, limits);

const listOfObjects = (dto: () => Class, limits: ListLimits): PropertyDecorator =>
  applyDecorators(
    ...checked(
      (value) =>
        listProblem(value, limits) ?? itemProblem(value, (item) => (isObject(item) ? null : 'object')),
      sizes(limits),
      limits,
    ),
    ValidateNested({ each: true }),
    Type(dto),
    ApiProperty({ type: () => dto(), isArray: true, ...itemLimits(limits), ...documented(limits) }),
  );

const listOfValues = (rule: FieldRule, limits: ListLimits): PropertyDecorator =>
  applyDecorators(
    ...checked(
      (value) => listProblem(value, limits) ?? itemProblem(value, (item) => rule.check(item)),
      { ...rule.bounds, ...sizes(limits) },
      limits,
      rule.bounds,
    ),
    ...(rule.prepare ? [preparing(eachOf(rule.prepare))] : []),
    ApiProperty({ type: 'array', items: rule.schema as never, ...itemLimits(limits), ...documented(limits) }),
  );

/** What a failed check says: a code, and for a value within a list its index. */
export type FieldFailure = FieldCode | `${FieldCode}@${number}`;

/** Left in class-validator's error, for the messages. */
export interface FieldContext {
  readonly bounds: Bounds;
  readonly itemBounds?: Bounds;
}

export const FIELD_CONSTRAINT = 'field';

function checked(
  check: (value: unknown) => FieldFailure | null,
  bounds: Bounds,
  { optional = false }: FieldOptions,
  itemBounds?: Bounds,
): PropertyDecorator[] {
  const failure = (value: unknown): FieldFailure | null => (value === undefined ? 'required' : check(value));
  const context: FieldContext = { bounds, itemBounds };
  return [
    ...(optional ? [ValidateIf((_: object, value: unknown) => value !== undefined)] : []),
    ValidateBy(
      {
        name: FIELD_CONSTRAINT,
        validator: {
          validate: (value) => failure(value) === null,
          defaultMessage: (at) => failure(at?.value) ?? '',
        },
      },
      { context },
    ),
  ];
}

const preparing = (prepare: (value: unknown) => unknown): PropertyDecorator =>
  Transform(({ value }) => prepare(value));
const eachOf =
  (prepare: (value: unknown) => unknown) =>
  (value: unknown): unknown =>
    Array.isArray(value) ? value.map(prepare) : value;

const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const sizes = ({ min = 0, max }: ListLimits): Bounds => ({ min, max });
const itemLimits = ({ min = 0, max }: ListLimits) => ({ minItems: min, maxItems: max });
const documented = ({ optional = false, about }: FieldOptions) => ({
  required: !optional,
  ...(about && { description: about }),
});

function listProblem(value: unknown, { min = 0, max }: ListLimits): FieldCode | null {
  if (!Array.isArray(value)) return 'list';
  if (value.length < min) return 'too-few';
  return value.length > max ? 'too-many' : null;
}

function itemProblem(value: unknown, check: (item: unknown) => FieldCode | null): FieldFailure | null {
  for (const [index, item] of (value as unknown[]).entries()) {
    const code = check(item);
    if (code) return `${code}@${index}`;
  }
  return null;
}
