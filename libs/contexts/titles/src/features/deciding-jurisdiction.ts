import { NATIONAL } from '#platform/values';
import type { TitleLevel } from '../domain/title-policy/title-policy.events.js';

/**
 * Whose register numbers the decision: of a title of the district the unit's own division, of the city, province or
 * nation the unit's ancestor at that level. That is where the same body numbers its notices, too.
 */
export function decidingJurisdiction(unitJurisdiction: string, level: TitleLevel): string {
  switch (level) {
    case 'district':
      return unitJurisdiction;
    case 'city':
      return `${unitJurisdiction.slice(0, 4)}00`;
    case 'province':
      return `${unitJurisdiction.slice(0, 2)}0000`;
    case 'national':
      return NATIONAL;
  }
}

/**
 * Whose office, or one above it, records the decision: a district's title its own, any other the city's. Decisions of
 * province and nation are entered from their papers, as those offices need not be here at all.
 */
export const recordingJurisdiction = (unitJurisdiction: string, level: TitleLevel): string =>
  decidingJurisdiction(unitJurisdiction, level === 'district' ? 'district' : 'city');
