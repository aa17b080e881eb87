/** The same sentence in both languages. `{name}` is filled in from a problem's details. */
export interface Messages {
  readonly zh: string;
  readonly en: string;
}

export interface ProblemMeaning extends Messages {
  /** HTTP status, 400 to 599. */
  readonly status: number;
  /** Chinese for codes that the sentence quotes from the details, such as a level; English says the code itself. */
  readonly words?: Readonly<Record<string, string>>;
}

/** What a closed set of codes means to a caller: `Record` makes an unmapped code fail to compile. */
export type ProblemMeanings<Code extends string = string> = Readonly<Record<Code, ProblemMeaning>>;

export type ProblemDetails = Readonly<Record<string, unknown>>;

/** One field of the request that is wrong. */
export interface FieldError {
  /** JSON pointer into the body, or `/name` of a parameter. */
  readonly pointer: string;
  readonly in: 'body' | 'query' | 'path' | 'header';
  readonly code: string;
  readonly detail: string;
  readonly messages: Messages;
}

/** RFC 9457, as it goes over the wire (`application/problem+json`). */
export interface ProblemDocument {
  /** `/problems/<code>`, stable. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  /** In the language of Accept-Language, Chinese by default. */
  readonly detail: string;
  readonly code: string;
  readonly messages: Messages;
  readonly correlationId: string;
  readonly errors?: readonly FieldError[];
  /** What was in the way: fields, values and states a rule named. */
  readonly details?: ProblemDetails;
}
