/** What a jurisdiction asks of activities: a version is adopted. The rules themselves stay inside. */
export interface ActivitiesPolicyAdoptedV1 {
  /** GB/T 2260 code. */
  readonly jurisdiction: string;
  /** From 1. */
  readonly version: number;
  /** In force from this day on, `YYYY-MM-DD`; a later version of the same day replaces it. */
  readonly effectiveFrom: string;
}

export const activitiesPolicyAdoptedV1 = 'civitas.activities.activities-policy-adopted.v1';
