import { type BodyName, bodies } from './bodies.js';
import type { Place } from './place.js';

/** A request that must be refused. */
export interface Attempt {
  /** POST otherwise. */
  readonly method?: 'GET';
  readonly path: string;
  readonly body?: unknown;
  /** Sent as it is, in place of a body. */
  readonly bytes?: string | Buffer;
  /** A token; null sends none, the city's office is the caller otherwise. */
  readonly by?: string | null;
  /** null sends none. */
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface BadInput {
  readonly what: string;
  readonly attempt: (place: Place) => Attempt;
  readonly status: number;
  readonly code: string;
  /** The fields named, each as `pointer code`. */
  readonly fields?: readonly string[];
  /** The field a rule names. */
  readonly pointer?: string;
}

/** Where each body belongs. */
export const PATHS: Readonly<Record<BodyName, (place: Place) => string>> = {
  scoring: () => '/v1/policies/assessment',
  unit: () => '/v1/units',
  notice: () => '/v1/notices',
  amendment: ({ notices }) => `/v1/notices/${notices.filed}/amend`,
  issue: ({ notices }) => `/v1/notices/${notices.filed}/issue`,
  rectification: ({ notices }) => `/v1/notices/${notices.issued}/rectification`,
  verification: ({ notices }) => `/v1/notices/${notices.reported}/verification`,
  withdrawal: ({ notices }) => `/v1/notices/${notices.issued}/withdraw`,
  activity: () => '/v1/activities',
  closing: ({ activities }) => `/v1/activities/${activities.open}/close`,
  cycle: () => '/v1/cycles',
  award: ({ school }) => `/v1/titles/${school.id}/city/award`,
};

/** The body with the value at a JSON pointer; undefined takes the member out. */
export function changed(body: object, pointer: string, value: unknown): object {
  const copy = structuredClone(body) as Record<string, unknown>;
  const names = pointer.split('/').slice(1);
  const last = names.pop() as string;
  const holder = names.reduce((at, name) => at[name] as Record<string, unknown>, copy);
  if (value === undefined) Reflect.deleteProperty(holder, last);
  else holder[last] = value;
  return copy;
}

/** A good body with one value that is wrong, refused as 400 with that field named. */
export const wrongField = (
  body: BodyName,
  pointer: string,
  value: unknown,
  code: string,
  named: string = pointer,
): BadInput => ({
  what: `${body} with ${pointer} ${shown(value)}`,
  attempt: (place) => ({ path: PATHS[body](place), body: changed(bodies[body](place), pointer, value) }),
  status: 400,
  code: 'invalid-request',
  fields: [`${named} ${code}`],
});

export interface Breach extends Partial<Omit<Attempt, 'body' | 'bytes'>> {
  /** Values by JSON pointer. */
  readonly set?: Readonly<Record<string, unknown>>;
}

/** A good body, changed or sent elsewhere or by somebody else, refused by the rule that bears the code. */
export const breach = (
  what: string,
  body: BodyName,
  [status, code, pointer]: readonly [status: number, code: string, pointer?: string],
  how: (place: Place) => Breach = () => ({}),
): BadInput => ({
  what,
  attempt: (place) => {
    const { set = {}, ...rest } = how(place);
    const changes = Object.entries(set);
    const sent = changes.reduce<object>((good, [at, value]) => changed(good, at, value), bodies[body](place));
    return { path: PATHS[body](place), body: sent, ...rest };
  },
  status,
  code,
  ...(pointer !== undefined && { pointer }),
});

const shown = (value: unknown): string => {
  const text = value === undefined ? 'left out' : JSON.stringify(value);
  return text.length > 40 ? `${text.slice(0, 37)}…` : text;
};
