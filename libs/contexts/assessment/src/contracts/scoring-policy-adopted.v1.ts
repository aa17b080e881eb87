/** How a jurisdiction scores: a version is adopted. The rules themselves stay inside. */
export interface ScoringPolicyAdoptedV1 {
  /** GB/T 2260 code. */
  readonly jurisdiction: string;
  /** From 1. */
  readonly version: number;
  /** In force from this day on, `YYYY-MM-DD`; a later version of the same day replaces it. */
  readonly effectiveFrom: string;
}

export const scoringPolicyAdoptedV1 = 'civitas.assessment.scoring-policy-adopted.v1';
