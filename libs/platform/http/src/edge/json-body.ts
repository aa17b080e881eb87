import { isUtf8 } from 'node:buffer';
import { FIELD_WORDS, type FieldCode } from '../fields/field-words.js';
import { isForbiddenName } from '../fields/forbidden-names.js';
import { InvalidRequest, PlatformProblem } from '../problems/exceptions.js';

/** Larger bodies are 413. */
export const MAX_BODY_BYTES = 1024 * 1024;
const MAX_DEPTH = 16;
const FOREIGN_CHARSET = /;\s*charset\s*=\s*"?(?!utf-?8["\s;]|utf-?8$)/i;

/** What a body says of its bytes. */
export interface BodyHeaders {
  readonly 'content-type'?: string;
  readonly 'content-encoding'?: string;
}

/** The text of a body: UTF-8, neither compressed nor in another charset, or a problem; nothing is ever replaced. */
export function bodyText(bytes: Buffer, headers: BodyHeaders): string {
  const { 'content-type': type = '', 'content-encoding': coding = 'identity' } = headers;
  if (FOREIGN_CHARSET.test(type) || coding.toLowerCase() !== 'identity')
    throw new PlatformProblem('unsupported-media-type');
  if (!isUtf8(bytes)) throw new PlatformProblem('malformed-json');
  return bytes.toString();
}

/** Parses a JSON body; an empty one is undefined. Throws problems: malformed, too deep, names that are never accepted. */
export function parseBody(text: string): unknown {
  if (text === '') return undefined;
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new PlatformProblem('malformed-json');
  }
  checkTree(body, '', 0);
  return body;
}

function checkTree(value: unknown, pointer: string, depth: number): void {
  if (typeof value !== 'object' || value === null) return;
  if (depth === MAX_DEPTH) throw refused(pointer, 'too-deep');
  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index++)
      if (typeof value[index] === 'object') checkTree(value[index], `${pointer}/${index}`, depth + 1);
    return;
  }
  for (const name of Object.keys(value)) {
    if (isForbiddenName(name)) throw refused(`${pointer}/${name}`, 'forbidden-name');
    const member = (value as Record<string, unknown>)[name];
    if (typeof member === 'object') checkTree(member, `${pointer}/${name}`, depth + 1);
  }
}

const refused = (pointer: string, code: FieldCode): InvalidRequest =>
  new InvalidRequest([{ pointer, in: 'body', code, messages: FIELD_WORDS[code] }]);
