import * as fc from 'fast-check';
import {
  canonicalJson,
  derivedId,
  formatPoints,
  isCalendarDate,
  isJurisdictionCode,
  isPoints,
  isWithin,
  lineage,
  parsePoints,
  quarterOf,
  quartersOf,
  sha256,
  endOfShanghaiDay,
  shanghaiDate,
  subtreePrefix,
} from './index.js';

describe('derived ids', () => {
  it('are the same for the same parts, for ever', () => {
    expect(derivedId('unit', 'a')).toBe('3d1521b3-6a84-8d92-8322-82c9b127d81e');
    expect(derivedId('unit', 'a')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
  });

  it('tell parts from their joint', () => {
    expect(derivedId('ab', 'c')).not.toBe(derivedId('a', 'bc'));
    expect(derivedId('a', 1)).toBe(derivedId('a', '1'));
  });
});

describe('canonical JSON', () => {
  it('is the same for equal values and reads back', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: undefined })).toBe('{"b":[1,{"c":"x","d":null}]}');
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value))),
      ),
    );
  });

  it('hashes like everybody hashes', () => {
    expect(sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  });
});

describe('dates', () => {
  it.each(['2021-02-28', '2024-02-29', '1999-12-31'])('%s exists', (day) =>
    expect(isCalendarDate(day)).toBe(true),
  );
  it.each(['2021-02-29', '2021-02-30', '2021-13-01', '2021-1-1', '21-01-01', '2021-00-10', ''])(
    '%j does not',
    (day) => expect(isCalendarDate(day)).toBe(false),
  );

  it('lie in quarters, across years and both ends included', () => {
    expect(['2021-01-01', '2021-03-31', '2021-04-01', '2021-12-31'].map(quarterOf)).toEqual([
      '2021-Q1',
      '2021-Q1',
      '2021-Q2',
      '2021-Q4',
    ]);
    expect(quartersOf('2021-11-30', '2022-04-01')).toEqual(['2021-Q4', '2022-Q1', '2022-Q2']);
    expect(quartersOf('2021-05-31', '2021-06-01')).toEqual(['2021-Q2']);
    expect(quartersOf('2021-05-01', '2021-04-30')).toEqual([]);
  });

  it('change at midnight in Shanghai', () => {
    expect(endOfShanghaiDay('2021-05-31')).toBe('2021-05-31T16:00:00.000Z');
    expect(endOfShanghaiDay('2021-12-31')).toBe('2021-12-31T16:00:00.000Z');
    expect(shanghaiDate('2021-05-31T15:59:59.999Z')).toBe('2021-05-31');
    expect(shanghaiDate('2021-05-31T16:00:00.000Z')).toBe('2021-06-01');
  });
});

describe('points', () => {
  it('are exact decimals of up to three places', () => {
    expect(['0.2', '39.7', '-1.5', '0', '100', '0.125'].map(parsePoints)).toEqual([
      200, 39_700, -1500, 0, 100_000, 125,
    ]);
    fc.assert(
      fc.property(
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        (milli) => parsePoints(formatPoints(milli)) === milli,
      ),
    );
  });

  it.each(['', '1.', '.5', '01', '1.2345', '1e3', '+1', ' 1', 'NaN'])('%j are none', (text) => {
    expect(isPoints(text)).toBe(false);
    expect(() => parsePoints(text)).toThrow(RangeError);
  });
});

describe('jurisdictions', () => {
  it('lie in a line up to the nation', () => {
    expect(lineage('990102')).toEqual(['990102', '990100', '990000', '000000']);
    expect(lineage('990000')).toEqual(['990000', '000000']);
  });

  it('hold themselves and what lies below', () => {
    expect(isWithin('990102', '990100')).toBe(true);
    expect(isWithin('990102', '000000')).toBe(true);
    expect(isWithin('990202', '990100')).toBe(false);
    expect(isWithin('990100', '990102')).toBe(false);
  });

  it('have codes that start alike within a subtree', () => {
    const codes = fc
      .integer({ min: 0, max: 999_999 })
      .map((code) => String(code).padStart(6, '0'))
      .filter(isJurisdictionCode);
    fc.assert(
      fc.property(
        codes,
        codes,
        (code, root) => isWithin(code, root) === code.startsWith(subtreePrefix(root)),
      ),
    );
  });

  it.each(['99010', '9901000', '99A100', '001000', '990001'])('%s is no code', (code) =>
    expect(isJurisdictionCode(code)).toBe(false),
  );
});
