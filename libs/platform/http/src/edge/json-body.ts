import { FIELD_WORDS, type FieldCode } from '../fields/field-words.js';
import { InvalidRequest, PlatformProblem } from '../problems/exceptions.js';

/** Larger bodies are 413. */
export const MAX_BODY_BYTES = 1024 * 1024;
const MAX_DEPTH = 16;
/** Names through which a body could reach an object's prototype. */
const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);

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
    if (FORBIDDEN.has(name)) throw refused(`${pointer}/${name}`, 'forbidden-name');
    const member = (value as Record<string, unknown>)[name];
    if (typeof member === 'object') checkTree(member, `${pointer}/${name}`, depth + 1);
  }
}

const refused = (pointer: string, code: FieldCode): InvalidRequest =>
  new InvalidRequest([{ pointer, in: 'body', code, messages: FIELD_WORDS[code] }]);
