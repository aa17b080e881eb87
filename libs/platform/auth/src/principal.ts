/** What a token may claim to be; what each may do is fixed in `access-rules.ts`. */
export const ROLES = ['office', 'unit', 'assessor', 'auditor', 'operator'] as const;
export type Role = (typeof ROLES)[number];

/** The unit claim of the development token: speaks for whichever unit a request names. */
export const ANY_UNIT = '*';

/** Who a valid token speaks for. */
export interface Principal {
  /** Opaque subject. */
  readonly actor: string;
  /** At least one. */
  readonly roles: readonly Role[];
  /** Root of the subtree the token reaches; present for office and assessor. */
  readonly jurisdiction?: string;
  /** The unit a unit token speaks for, or {@link ANY_UNIT}; present for unit. */
  readonly unitId?: string;
}

/** How a request was let in; a handler that narrows an answer narrows it by this. */
export interface Grant {
  readonly actor: string;
  /** The one role by which access was given. */
  readonly role: Role;
  /** The answer stays within this subtree; absent for a unit that asked for none. */
  readonly jurisdiction?: string;
  /** The unit the caller speaks for; absent for other roles, and for a development token where no unit is named. */
  readonly unitId?: string;
  /** The unit the token speaks for, in whichever role it was let in; absent for a development token. */
  readonly ownUnitId?: string;
}
