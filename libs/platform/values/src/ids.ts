import { hash } from 'node:crypto';

/** Hex SHA-256 of UTF-8 text or bytes. */
export const sha256 = (input: string | Uint8Array): string => hash('sha256', input, 'hex');

/**
 * UUID (version 8, RFC 9562) derived from the parts: the same parts give the same id on every machine.
 * Parts are length-prefixed, so that ('ab','c') and ('a','bc') differ.
 */
export function derivedId(...parts: readonly (string | number)[]): string {
  let text = '';
  for (const part of parts) {
    const word = String(part);
    text += `${word.length}:${word}`;
  }
  const hex = hash('sha256', text, 'hex');
  const variant = ((Number.parseInt(hex[16] as string, 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** JSON with sorted keys and without undefined members: equal values have equal text. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
  return `{${members.join(',')}}`;
}
