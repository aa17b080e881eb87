/** A unit holds a title (称号) of a level from a day on, with or without a star. */
export interface StarAwardedV1 {
  readonly unitId: string;
  /** GB/T 2260 code of where the unit stands. */
  readonly jurisdiction: string;
  readonly level: 'district' | 'city' | 'province' | 'national';
  /** 1 to 5; absent where the title has no star. */
  readonly star?: number;
  readonly cycle: string;
  readonly body: string;
  readonly documentNumber: string;
  /** `YYYY-MM-DD`; may lie before the day it was recorded. */
  readonly effectiveOn: string;
  /** First day it is no longer held; absent without a term. */
  readonly until?: string;
  /** Entered after the day it takes effect. */
  readonly backEntry?: true;
}

export const starAwardedV1 = 'civitas.titles.star-awarded.v1';
