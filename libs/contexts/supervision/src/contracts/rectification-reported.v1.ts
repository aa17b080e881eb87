/** A named unit reports that it put things right (整改); somebody else has yet to look back. */
export interface RectificationReportedV1 {
  readonly noticeId: string;
  readonly unitId: string;
  /** `YYYY-MM-DD`. */
  readonly reportedOn: string;
  /** Entered after that day. */
  readonly backEntry?: true;
}

export const rectificationReportedV1 = 'civitas.supervision.rectification-reported.v1';
