import type { City, CityUnit } from './city.js';
import type { GivenReceipt } from './desk.js';

export interface Star {
  readonly unitName: string;
  readonly level: string;
  readonly star?: number;
  readonly since: string;
  readonly until?: string;
  readonly decision: { readonly documentNumber: string };
}

export const decision = (documentNumber: string, effectiveOn: string) => ({
  body: '示例市文明委',
  documentNumber,
  legalBasis: '示例市文明单位管理办法',
  effectiveOn,
});

export const title = ({ id }: CityUnit, level: string, what: string): string =>
  `/v1/titles/${id}/${level}/${what}`;

/** Awards a star by the office of the city. */
export const award = (
  city: City,
  unit: CityUnit,
  level: string,
  star: number,
  number: number,
  effectiveOn: string,
) =>
  city.office.do(title(unit, level, 'award'), {
    star,
    cycle: `${city.code}-2021`,
    decision: decision(`示文明〔2021〕${number}号`, effectiveOn),
  });

export const stars = async (city: City, after?: GivenReceipt, query = ''): Promise<readonly string[]> => {
  const { items } = await city.office.see<{ items: readonly Star[] }>(`/v1/stars?${query}`, after);
  return items
    .map(
      ({ unitName, level, star = 0, since, until = 'ever' }) =>
        `${unitName} ${level} ★${star} ${since}–${until}`,
    )
    .toSorted();
};
