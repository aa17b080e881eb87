import type { City } from './city.js';
import type { GivenReceipt } from './desk.js';

export interface Criticised {
  readonly unitId: string;
  readonly unitName: string;
  readonly personTimes: number;
  readonly notices: number;
  readonly openRectifications: number;
}

export interface CriticismPage {
  readonly items: readonly Criticised[];
  readonly totals: { readonly units: number; readonly personTimes: number };
  readonly cursor?: string;
}

export const criticisms = (
  city: City,
  after: GivenReceipt,
  query = `jurisdiction=${city.code}`,
): Promise<CriticismPage> => city.office.see<CriticismPage>(`/v1/criticisms?${query}`, after);

/** `name personTimes/notices/open` of every line, and the totals. */
export const told = ({ items, totals }: CriticismPage): readonly string[] => [
  ...items
    .map(
      ({ unitName, personTimes, notices, openRectifications: open }) =>
        `${unitName} ${personTimes}/${notices}/${open}`,
    )
    .toSorted(),
  `${totals.units} units, ${totals.personTimes} person-times`,
];
