import { decidingJurisdiction, recordingJurisdiction } from './deciding-jurisdiction.js';

describe('the jurisdiction that decides on a title', () => {
  it('is the ancestor of the unit at the level of the title', () => {
    expect(decidingJurisdiction('990102', 'district')).toBe('990102');
    expect(decidingJurisdiction('990102', 'city')).toBe('990100');
    expect(decidingJurisdiction('990102', 'province')).toBe('990000');
    expect(decidingJurisdiction('990102', 'national')).toBe('000000');
  });

  it('is where the unit stands, when it stands at that level itself', () => {
    expect(decidingJurisdiction('990100', 'district')).toBe('990100');
    expect(decidingJurisdiction('990100', 'city')).toBe('990100');
    expect(decidingJurisdiction('990000', 'province')).toBe('990000');
  });
});

describe('the jurisdiction whose office records a decision', () => {
  it('is the district’s own, or the city’s for the city and whoever is above it', () => {
    expect(recordingJurisdiction('990102', 'district')).toBe('990102');
    for (const level of ['city', 'province', 'national'] as const)
      expect(recordingJurisdiction('990102', level)).toBe('990100');
    expect(recordingJurisdiction('990000', 'province')).toBe('990000');
  });
});
