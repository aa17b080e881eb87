export type ActivityKind =
  | 'volunteer-service'
  | 'lecture'
  | 'study'
  | 'training'
  | 'festival'
  | 'law-popularisation'
  | 'environment'
  | 'reading'
  | 'publicity'
  | 'blood-donation'
  | 'visit'
  | 'other';

export type ActivityMode = 'offline' | 'online' | 'both';

/** What an activity came to. Person-times (人次), persons (人) and units (单位) are three measures, never mixed. */
export interface Outcomes {
  /** Units that took part, each once. */
  readonly units: readonly { readonly unitId: string; readonly personTimes: number }[];
  readonly persons?: number;
  /** Exact decimal as text. */
  readonly hours?: string;
  readonly leaflets?: number;
  readonly items?: number;
  readonly questionnaires?: number;
  readonly audience?: number;
  /** The organiser rounded the figures. */
  readonly approximate?: boolean;
}

export interface Evidence {
  /** `sha256:` and 64 hex digits of the document. */
  readonly digest: string;
  /** In the city's own terms: photo, sign-in sheet, … */
  readonly kind: string;
  readonly title: string;
}

export interface ActivityRegistered {
  readonly type: 'ActivityRegistered';
  readonly data: {
    readonly activityId: string;
    readonly title: string;
    readonly kind: ActivityKind;
    readonly mode: ActivityMode;
    readonly organiserUnitId: string;
    /** GB/T 2260 code of where the organiser stands. */
    readonly jurisdiction: string;
    readonly plannedFrom: string;
    readonly plannedTo: string;
    readonly place?: string;
    /** Groups repeats, e.g. fifty law popularisation sessions. */
    readonly series?: string;
    readonly registeredOn: string;
    /** Registered after it was to begin. */
    readonly backEntry?: true;
  };
}

export interface ActivityClosed {
  readonly type: 'ActivityClosed';
  readonly data: {
    readonly activityId: string;
    readonly title: string;
    readonly kind: ActivityKind;
    readonly mode: ActivityMode;
    readonly series?: string;
    readonly organiserUnitId: string;
    readonly jurisdiction: string;
    readonly occurredFrom: string;
    readonly occurredTo: string;
    readonly outcomes: Outcomes;
    readonly evidence: readonly Evidence[];
    /** It began before it was registered. */
    readonly backEntry?: true;
    /** The activities policy that judged it; absent where none was in force. */
    readonly policyVersion?: number;
    readonly policyJurisdiction?: string;
  };
}

export type ActivityEvent = ActivityRegistered | ActivityClosed;
