/** A unit keeps the title it holds (保留) for another term. */
export interface TitleRetainedV1 {
  readonly unitId: string;
  /** GB/T 2260 code of where the unit stands. */
  readonly jurisdiction: string;
  readonly level: 'district' | 'city' | 'province' | 'national';
  /** Of the title that is kept. */
  readonly star?: number;
  readonly cycle: string;
  readonly body: string;
  readonly documentNumber: string;
  /** `YYYY-MM-DD`. */
  readonly effectiveOn: string;
  /** First day it is no longer held from now on; absent without a term. */
  readonly until?: string;
  /** Entered after the day it takes effect. */
  readonly backEntry?: true;
}

export const titleRetainedV1 = 'civitas.titles.title-retained.v1';
