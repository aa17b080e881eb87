/** Somebody other than the reporter has seen that a named unit put things right. */
export interface RectificationAcceptedV1 {
  readonly noticeId: string;
  readonly unitId: string;
  /** `YYYY-MM-DD`. */
  readonly verifiedOn: string;
  /** Entered after that day. */
  readonly backEntry?: true;
}

export const rectificationAcceptedV1 = 'civitas.supervision.rectification-accepted.v1';
