/** An activity (活动) took place; these are its outcomes, once and for all. */
export interface ActivityClosedV1 {
  readonly activityId: string;
  readonly title: string;
  readonly kind: string;
  readonly mode: 'offline' | 'online' | 'both';
  /** Groups repeats. */
  readonly series?: string;
  readonly organiserUnitId: string;
  /** GB/T 2260 code of where the organiser stands. */
  readonly jurisdiction: string;
  /** `YYYY-MM-DD`. */
  readonly occurredFrom: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly occurredTo: string;
  readonly outcomes: {
    /** Units that took part, each once. */
    readonly units: readonly {
      readonly unitId: string;
      /** 人次. */
      readonly personTimes: number;
    }[];
    /** 人. */
    readonly persons?: number;
    /** Exact decimal as text. */
    readonly hours?: string;
    readonly leaflets?: number;
    readonly items?: number;
    readonly questionnaires?: number;
    readonly audience?: number;
    /** The organiser rounded the figures. */
    readonly approximate?: boolean;
  };
  readonly evidence: readonly {
    /** `sha256:` and 64 hex digits. */
    readonly digest: string;
    readonly kind: string;
    readonly title: string;
  }[];
  /** It began before it was registered. */
  readonly backEntry?: true;
  /** The activities policy that judged it. */
  readonly policyVersion?: number;
  readonly policyJurisdiction?: string;
}

export const activityClosedV1 = 'civitas.activities.activity-closed.v1';
