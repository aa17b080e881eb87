export type UnitKind =
  | 'organ'
  | 'public-institution'
  | 'enterprise'
  | 'community'
  | 'village-town'
  | 'school'
  | 'service-window'
  | 'other';

export interface UnitRegistered {
  readonly type: 'UnitRegistered';
  readonly data: {
    readonly unitId: string;
    readonly name: string;
    readonly jurisdiction: string;
    readonly kind: UnitKind;
    /** Industry system (行业系统). */
    readonly system?: string;
    /** Unified social credit code, reserved before. */
    readonly creditCode?: string;
    readonly headCount?: { readonly persons: number; readonly on: string };
  };
}

export interface UnitDissolved {
  readonly type: 'UnitDissolved';
  readonly data: {
    readonly unitId: string;
    readonly jurisdiction: string;
    readonly dissolvedOn: string;
    /** Entered after that day, with a reason. */
    readonly backEntry?: true;
  };
}

export type UnitEvent = UnitRegistered | UnitDissolved;
