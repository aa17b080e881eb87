/** Facts of these days are scored, in this jurisdiction's subtree, by this policy version. */
export interface CycleOpenedV1 {
  /** `<jurisdiction>-<year>`. */
  readonly cycleId: string;
  /** GB/T 2260 code. */
  readonly jurisdiction: string;
  /** First and last day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
  readonly policy: { readonly jurisdiction: string; readonly version: number };
}

export const cycleOpenedV1 = 'civitas.assessment.cycle-opened.v1';
