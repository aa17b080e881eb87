import { type ArgumentMetadata, ValidationPipe } from '@nestjs/common';
import type { ValidationError } from 'class-validator';
import { InvalidRequest } from '../problems/exceptions.js';
import type { FieldError } from '../problems/problem.js';
import { fieldErrors } from './field-errors.js';

const PLACES: Readonly<Record<string, FieldError['in']>> = { body: 'body', query: 'query', param: 'path' };

class Rejected extends Error {
  constructor(readonly errors: ValidationError[]) {
    super('validation');
  }
}

/** Checks bodies, queries and path parameters against their DTO class; what the class does not name is refused. */
export class RequestValidation extends ValidationPipe {
  constructor() {
    super({
      whitelist: true,
      forbidNonWhitelisted: true,
      transform: true,
      exceptionFactory: (errors) => new Rejected(errors),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    try {
      return await (super.transform(value, metadata) as Promise<unknown>);
    } catch (error) {
      if (error instanceof Rejected)
        throw new InvalidRequest(fieldErrors(error.errors, PLACES[metadata.type] ?? 'body'));
      throw error;
    }
  }
}
