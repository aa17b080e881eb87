/** One unit's line of the criticism list (通报批评名单); the record key is the unit's id. */
export interface CriticisedUnitV1 {
  readonly unitId: string;
  readonly unitName: string;
  /** GB/T 2260 code of where the unit stands. */
  readonly jurisdiction: string;
  /** 人次 of criticisms issued and not withdrawn. */
  readonly personTimes: number;
  /** How many notices of criticism name it. */
  readonly notices: number;
  /** How many of them wait for an accepted rectification. */
  readonly openRectifications: number;
  /** How many of those the unit has let its deadline pass for without a report; absent where there are none. */
  readonly overdueRectifications?: number;
}

export const criticismListTopicV1 = 'civitas.criticism-list.v1';
