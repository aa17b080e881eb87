import type { ValidationError } from '@nestjs/common';
import type { FieldError } from '../problems/problem.js';
import { FIELD_CONSTRAINT, type FieldContext } from './fields.js';
import { type Bounds, FIELD_WORDS, type FieldCode, fill } from './field-words.js';

/** At most this many are listed: enough to mend a form, too few to make an answer larger than its request. */
const MAX_ERRORS = 50;

/** class-validator's errors as JSON pointers with messages in both languages. */
export function fieldErrors(
  errors: readonly ValidationError[],
  place: FieldError['in'],
): Omit<FieldError, 'detail'>[] {
  const found: Omit<FieldError, 'detail'>[] = [];
  collect(errors, '', place, found);
  return found;
}

function collect(
  errors: readonly ValidationError[],
  parent: string,
  place: FieldError['in'],
  found: Omit<FieldError, 'detail'>[],
): void {
  for (const error of errors) {
    if (found.length >= MAX_ERRORS) return;
    const pointer = `${parent}/${escaped(error.property)}`;
    // Nest's own complaint about a list where an object belongs names the parameter, not a field.
    const own =
      error.constraints && 'isObject' in error.constraints
        ? fieldError(parent, place, 'object', {})
        : ownError(error, pointer, place);
    if (own) found.push(own);
    else collect(error.children ?? [], pointer, place, found);
  }
}

function ownError(
  { constraints, contexts }: ValidationError,
  pointer: string,
  place: FieldError['in'],
): Omit<FieldError, 'detail'> | null {
  if (!constraints) return null;
  const failure = constraints[FIELD_CONSTRAINT];
  if (failure === undefined)
    return fieldError(pointer, place, 'whitelistValidation' in constraints ? 'unknown-field' : 'object', {});
  const [code, index] = failure.split('@') as [FieldCode, string | undefined];
  const { bounds, itemBounds } = contexts?.[FIELD_CONSTRAINT] as FieldContext;
  return index === undefined
    ? fieldError(pointer, place, code, bounds)
    : fieldError(`${pointer}/${index}`, place, code, itemBounds ?? bounds);
}

/** One that is wrong, at a JSON pointer. */
export const fieldError = (
  pointer: string,
  place: FieldError['in'],
  code: FieldCode,
  bounds: Bounds,
): Omit<FieldError, 'detail'> => ({
  pointer,
  in: place,
  code,
  messages: fill(FIELD_WORDS[code], bounds),
});

/** RFC 6901. */
const escaped = (property: string): string => property.replaceAll('~', '~0').replaceAll('/', '~1');
