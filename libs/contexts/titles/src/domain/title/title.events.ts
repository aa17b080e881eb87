import type { TitleLevel } from '../title-policy/title-policy.events.js';

/** The paper a title rests on. */
export interface Decision {
  /** Deciding body, an organisation. */
  readonly body: string;
  /** In the standard form. */
  readonly documentNumber: string;
  /** The number as written on the paper. */
  readonly documentNumberText: string;
  readonly legalBasis: string;
  /** The day it takes effect; may lie before the day it is recorded. */
  readonly effectiveOn: string;
}

interface Decided {
  readonly unitId: string;
  readonly level: TitleLevel;
  /** Absent where the title has no star. */
  readonly star?: number;
  /** GB/T 2260 code of where the unit stands. */
  readonly jurisdiction: string;
  readonly decision: Decision;
  /** The title policy that judged it. */
  readonly policyVersion: number;
  readonly policyJurisdiction: string;
  /** It took effect before the day it was recorded. */
  readonly backEntry?: true;
}

export interface StarAwarded {
  readonly type: 'StarAwarded';
  readonly data: Decided & {
    readonly cycle: string;
    /** First day it is no longer held (届满); absent where the policy sets no term. */
    readonly until?: string;
  };
}

export interface TitleRetained {
  readonly type: 'TitleRetained';
  readonly data: Decided & {
    readonly cycle: string;
    /** First day it is no longer held from now on; absent where the policy sets no term. */
    readonly until?: string;
  };
}

export interface TitleRevoked {
  readonly type: 'TitleRevoked';
  readonly data: Decided & {
    /** First day of what is taken away. */
    readonly since: string;
  };
}

export type TitleEvent = StarAwarded | TitleRetained | TitleRevoked;
