/** A unit (单位) exists from now on and may be named by activities, notices and titles. */
export interface UnitRegisteredV1 {
  readonly unitId: string;
  readonly name: string;
  /** GB/T 2260 code of where the unit stands. */
  readonly jurisdiction: string;
  readonly kind: string;
  readonly system?: string;
}

export const unitRegisteredV1 = 'civitas.units.unit-registered.v1';
