import { isUtf8 } from 'node:buffer';
import { FIELD_WORDS, type FieldCode, fill } from '../fields/field-words.js';
import { isForbiddenName } from '../fields/forbidden-names.js';
import { InvalidRequest, PlatformProblem } from '../problems/exceptions.js';

const MAX_DEPTH = 16;
/** Of one object: no request of ours has half as many fields. */
const MAX_NAMES = 100;
/** Of the whole body, counted before any is checked: a megabyte of empty objects would take seconds. */
const MAX_VALUES = 50_000;
const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/i;

/** What a body says of its bytes. */
export interface BodyHeaders {
  readonly 'content-type'?: string;
  readonly 'content-encoding'?: string;
}

/** The text of a body: UTF-8, neither compressed nor in another charset, or a problem; nothing is ever replaced. */
export function bodyText(bytes: Buffer, headers: BodyHeaders): string {
  const { 'content-type': type = '', 'content-encoding': coding = 'identity' } = headers;
  const charset = CHARSET.exec(type)?.[1] ?? 'utf-8';
  if (!/^utf-?8$/i.test(charset) || coding.toLowerCase() !== 'identity')
    throw new PlatformProblem('unsupported-media-type');
  if (!isUtf8(bytes)) throw new PlatformProblem('malformed-json');
  return bytes.toString();
}

/**
 * Parses a JSON body; an empty one is undefined. Throws problems: malformed, too deep, more members than are worth
 * checking one by one, names that are never accepted.
 */
export function parseBody(text: string): unknown {
  if (text === '') return undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new PlatformProblem('malformed-json');
  }
  checkTree(body, '', 0, { values: MAX_VALUES });
  return body;
}

/** How many values may still come. */
interface Budget {
  values: number;
}

function checkTree(value: unknown, pointer: string, depth: number, left: Budget): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === MAX_DEPTH) throw refused(pointer, 'too-deep');
  const names = Array.isArray(value) ? null : Object.keys(value);
  if (names && names.length > MAX_NAMES) throw refused(pointer, 'too-many', MAX_NAMES);
  left.values -= (names ?? (value as unknown[])).length;
  if (left.values < 0) throw refused(pointer, 'too-many', MAX_VALUES);
  if (names) checkMembers(value as Record<string, unknown>, names, pointer, depth, left);
  else
    for (const [index, item] of (value as unknown[]).entries())
      if (typeof item === 'object') checkTree(item, `${pointer}/${index}`, depth + 1, left);
}

function checkMembers(
  value: Readonly<Record<string, unknown>>,
  names: readonly string[],
  pointer: string,
  depth: number,
  left: Budget,
): void {
  for (const name of names) {
    if (isForbiddenName(name)) throw refused(`${pointer}/${name}`, 'forbidden-name');
    const member = value[name];
    if (typeof member === 'object') checkTree(member, `${pointer}/${name}`, depth + 1, left);
  }
}

const refused = (pointer: string, code: FieldCode, max = 0): InvalidRequest =>
  new InvalidRequest([{ pointer, in: 'body', code, messages: fill(FIELD_WORDS[code], { max }) }]);
