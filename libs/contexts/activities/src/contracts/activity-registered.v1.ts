/** An activity (活动) is planned; nothing has been done yet. */
export interface ActivityRegisteredV1 {
  readonly activityId: string;
  readonly title: string;
  readonly kind: string;
  readonly mode: 'offline' | 'online' | 'both';
  readonly series?: string;
  readonly organiserUnitId: string;
  /** GB/T 2260 code of where the organiser stands. */
  readonly jurisdiction: string;
  /** `YYYY-MM-DD`. */
  readonly plannedFrom: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly plannedTo: string;
  /** Registered after it was to begin. */
  readonly backEntry?: true;
}

export const activityRegisteredV1 = 'civitas.activities.activity-registered.v1';
