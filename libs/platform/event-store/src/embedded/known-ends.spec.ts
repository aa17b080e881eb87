import { KnownEnds } from './known-ends.js';

describe('what is known of where streams end', () => {
  it('is nothing of a stream while not all that exist are named', () => {
    const ends = new KnownEnds();
    ends.name(['units.unit-1']);
    expect(ends.endsBefore('units.unit-2', {})).toBe(false);
  });

  it('is that a stream does not exist once all that do are named', () => {
    const ends = new KnownEnds();
    ends.name(['units.unit-1']);
    ends.allAreNamed();
    expect(ends.endsBefore('units.unit-2', {})).toBe(true);
    expect(ends.endsBefore('units.unit-1', {})).toBe(false);
  });

  it('is that a stream exists as soon as somebody wrote it', () => {
    const ends = new KnownEnds();
    ends.allAreNamed();
    ends.saw('units.unit-2', 0);
    expect(ends.endsBefore('units.unit-2', {})).toBe(false);
    expect(ends.endsBefore('units.unit-2', { from: 1 })).toBe(true);
  });

  it('is that nothing lies behind what a read has looked at in vain, until somebody writes there', () => {
    const ends = new KnownEnds();
    ends.sawPage('units.unit-1', { from: 3 }, []);
    expect(ends.endsBefore('units.unit-1', { from: 3 })).toBe(true);
    expect(ends.endsBefore('units.unit-1', { from: 2 })).toBe(false);
    ends.saw('units.unit-1', 2);
    expect(ends.endsBefore('units.unit-1', { from: 3 })).toBe(true);
    ends.saw('units.unit-1', 3);
    expect(ends.endsBefore('units.unit-1', { from: 3 })).toBe(false);
  });
});
