import { InvalidRequest } from '../problems/exceptions.js';
import { refuseBrokenEncoding } from './query-encoding.js';

describe('a query', () => {
  it.each(['/v1/units', '/v1/units?', '/v1/units?kind=organ', '/v1/activities?series=%E5%AD%A6+%25&limit=1'])(
    'that can be decoded passes: %s',
    (url) => {
      expect(() => refuseBrokenEncoding(url)).not.toThrow();
    },
  );

  it.each([
    ['/v1/units?limit=1&jurisdiction=%E4%', '/jurisdiction'],
    ['/v1/activities?series=%ff', '/series'],
    ['/v1/activities?series=%C0%AF', '/series'],
    ['/v1/activities?%73eries=%zz', '/series'],
    ['/v1/activities?%E4=1', '/%E4'],
  ])('%s is refused at %s', (url, pointer) => {
    const refused = expect.objectContaining({ pointer, in: 'query', code: 'encoding' });
    expect(() => refuseBrokenEncoding(url)).toThrow(InvalidRequest);
    expect(() => refuseBrokenEncoding(url)).toThrow(expect.objectContaining({ errors: [refused] }));
  });
});
