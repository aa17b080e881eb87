export interface CycleOpened {
  readonly type: 'CycleOpened';
  readonly data: {
    /** `<jurisdiction>-<year>`. */
    readonly cycleId: string;
    readonly jurisdiction: string;
    /** First and last day whose facts count, `YYYY-MM-DD`. */
    readonly from: string;
    readonly to: string;
    /** The one version of a policy that scores the whole cycle. */
    readonly policy: { readonly jurisdiction: string; readonly version: number };
  };
}

export type CycleEvent = CycleOpened;
