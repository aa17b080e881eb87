import { FIELD_WORDS } from '../fields/field-words.js';
import { InvalidRequest } from '../problems/exceptions.js';

/**
 * Throws `invalid-request` where a parameter is no percent-encoded UTF-8: Fastify would hand it on as it stands, and a
 * list by a filter that nobody meant is empty.
 */
export function refuseBrokenEncoding(url: string): void {
  const mark = url.indexOf('?');
  if (mark < 0 || !url.includes('%', mark)) return;
  for (const parameter of url.slice(mark + 1).split('&'))
    if (!isDecodable(parameter)) {
      const [name = ''] = parameter.split('=', 1);
      const pointer = `/${isDecodable(name) ? decodeURIComponent(name) : name}`;
      throw new InvalidRequest([{ pointer, in: 'query', code: 'encoding', messages: FIELD_WORDS.encoding }]);
    }
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}
