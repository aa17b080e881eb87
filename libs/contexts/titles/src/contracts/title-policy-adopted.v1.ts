/** A jurisdiction's ladder of titles: a version is adopted. The rules themselves stay inside. */
export interface TitlePolicyAdoptedV1 {
  /** GB/T 2260 code. */
  readonly jurisdiction: string;
  /** From 1. */
  readonly version: number;
  /** In force from this day on, `YYYY-MM-DD`; a later version of the same day replaces it. */
  readonly effectiveFrom: string;
}

export const titlePolicyAdoptedV1 = 'civitas.titles.title-policy-adopted.v1';
