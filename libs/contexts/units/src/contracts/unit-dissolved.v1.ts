/** A unit is gone; what it did and what was said of it stays. */
export interface UnitDissolvedV1 {
  readonly unitId: string;
  /** `YYYY-MM-DD`. */
  readonly dissolvedOn: string;
  /** Entered after that day. */
  readonly backEntry?: true;
}

export const unitDissolvedV1 = 'civitas.units.unit-dissolved.v1';
