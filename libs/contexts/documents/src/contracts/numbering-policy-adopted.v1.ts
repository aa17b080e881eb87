/** How a jurisdiction numbers its documents: a version is adopted. The rules themselves stay inside. */
export interface NumberingPolicyAdoptedV1 {
  /** GB/T 2260 code. */
  readonly jurisdiction: string;
  /** From 1. */
  readonly version: number;
  /** In force from this day on, `YYYY-MM-DD`; a later version of the same day replaces it. */
  readonly effectiveFrom: string;
}

export const numberingPolicyAdoptedV1 = 'civitas.documents.numbering-policy-adopted.v1';
