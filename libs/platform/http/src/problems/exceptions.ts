import type { PlatformProblemCode } from './platform-problems.js';
import type { FieldError, ProblemDetails } from './problem.js';

/** Answered as the problem its code means in the catalogue. */
export class Problem<Code extends string = string> extends Error {
  override readonly name: string = 'Problem';
  constructor(
    readonly code: Code,
    readonly details: ProblemDetails = {},
  ) {
    super(code);
  }
}

/** The target of the request does not exist (404). A context's own code, e.g. `unit-not-found`, or `not-found`. */
export class NotFoundProblem<Code extends string = 'not-found'> extends Problem<Code> {
  override readonly name = 'NotFoundProblem';
}

/** A handler refuses before any decider is asked: a reference that does not hold, a policy that is missing. */
export class Refusal<Code extends string> extends Problem<Code> {
  override readonly name = 'Refusal';
}

/** A refusal of the platform itself. */
export class PlatformProblem extends Problem<PlatformProblemCode> {
  override readonly name = 'PlatformProblem';
}

/** 400 with the fields that are wrong. */
export class InvalidRequest extends Problem<'invalid-request'> {
  override readonly name = 'InvalidRequest';
  constructor(readonly errors: readonly Omit<FieldError, 'detail'>[]) {
    super('invalid-request');
  }
}
