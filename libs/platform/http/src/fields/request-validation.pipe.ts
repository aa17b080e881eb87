import { type ArgumentMetadata, type ValidationError, ValidationPipe } from '@nestjs/common';
import { InvalidRequest } from '../problems/exceptions.js';
import type { FieldError } from '../problems/problem.js';
import { fieldError, fieldErrors } from './field-errors.js';
import { FIELD_WORDS } from './field-words.js';
import { isForbiddenName } from './forbidden-names.js';
import { rememberRules } from './remembered-rules.js';

const PLACES: Readonly<Record<string, FieldError['in']>> = { body: 'body', query: 'query', param: 'path' };

class Rejected extends Error {
  constructor(readonly errors: ValidationError[]) {
    super('validation');
  }
}

/** Checks bodies, queries and path parameters against their DTO class; what the class does not name is refused. */
export class RequestValidation extends ValidationPipe {
  constructor() {
    rememberRules();
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => new Rejected(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'body') refuseNoObject(value);
    if (metadata.type === 'query') refuseForbiddenNames(value as object);
    try {
      return await (super.transform(value, metadata) as Promise<unknown>);
    } catch (error) {
      if (error instanceof Rejected)
        throw new InvalidRequest(fieldErrors(error.errors, PLACES[metadata.type] ?? 'body'));
      throw error;
    }
  }
}

/** A list or a bare value has no field that a class could miss: it would pass where every field is optional. */
function refuseNoObject(body: unknown): void {
  if (body === undefined || body === null) return;
  if (typeof body !== 'object' || Array.isArray(body))
    throw new InvalidRequest([fieldError('', 'body', 'object', {})]);
}

/** Those of a body are refused, however deep, when it is parsed. */
function refuseForbiddenNames(query: object): void {
  const code = 'forbidden-name';
  const name = Object.keys(query).find(isForbiddenName);
  if (name !== undefined)
    throw new InvalidRequest([{ pointer: `/${name}`, in: 'query', code, messages: FIELD_WORDS[code] }]);
}
