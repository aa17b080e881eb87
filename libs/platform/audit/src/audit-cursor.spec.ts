import { derivedId } from '#platform/values';
import { cursorOf, placeOf } from './audit-cursor.js';

const STORE = derivedId('store');
const decoded = (cursor: string): string => Buffer.from(cursor, 'base64url').toString();
const encoded = (text: string): string => Buffer.from(text).toString('base64url');

describe('a cursor of the ledger', () => {
  it.each([
    { ordinal: 7, position: 12n },
    { ordinal: -1, position: null },
  ])('gives back the place it was made of: $ordinal', (place) => {
    expect(placeOf(STORE, cursorOf(STORE, place))).toEqual(place);
  });

  it.each<readonly [string, (cursor: string) => string]>([
    ['whose ordinal was changed', (cursor) => cursor.replace(':7:', ':8:')],
    ['whose position was changed', (cursor) => cursor.replace(':12:', ':13:')],
    ['that was cut', (cursor) => cursor.slice(0, -2)],
    ['without a sum', (cursor) => cursor.slice(0, cursor.lastIndexOf(':'))],
  ])('%s is none that a page gave', (_, changed) => {
    const cursor = encoded(changed(decoded(cursorOf(STORE, { ordinal: 7, position: 12n }))));
    expect(() => placeOf(STORE, cursor)).toThrow('malformed-cursor');
  });

  it('of another store is refused as such', () => {
    const cursor = cursorOf(derivedId('another'), { ordinal: 7, position: 12n });
    expect(() => placeOf(STORE, cursor)).toThrow('foreign-position');
  });
});
