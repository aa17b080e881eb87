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
}

export const criticismListTopicV1 = 'civitas.criticism-list.v1';
