export type UnauthenticatedCode = 'token-missing' | 'token-invalid' | 'token-expired';

/** 401: nobody is known by this request. `cause` says more in the log and never leaves the process. */
export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
  constructor(
    readonly code: UnauthenticatedCode,
    cause?: unknown,
  ) {
    super(code, { cause });
  }
}

export type ForbiddenCode = 'role-not-allowed' | 'outside-jurisdiction' | 'another-unit' | 'outside-token';

/** 403: the token is good, and does not reach this. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
  constructor(readonly code: ForbiddenCode) {
    super(code);
  }
}

/** 400: the field that decides about access is missing or no such value. */
export class ScopeMissing extends Error {
  override readonly name = 'ScopeMissing';
  constructor(
    readonly from: 'body' | 'query' | 'params',
    readonly field: string,
    readonly kind: 'jurisdiction' | 'unit' | 'cycle',
  ) {
    super(`${from} names no ${kind} in ${field}`);
  }
}

/** 503: the key set cannot be fetched now. */
export class AuthenticationUnavailable extends Error {
  override readonly name = 'AuthenticationUnavailable';
}
