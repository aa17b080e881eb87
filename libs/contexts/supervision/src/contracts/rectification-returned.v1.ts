/** What a named unit reported was looked back at (回头看) and fell short; it has until a new deadline. */
export interface RectificationReturnedV1 {
  readonly noticeId: string;
  readonly unitId: string;
  /** `YYYY-MM-DD`. */
  readonly verifiedOn: string;
  /** `YYYY-MM-DD`: the new deadline. */
  readonly rectifyBy: string;
  /** Entered after the day it was verified. */
  readonly backEntry?: true;
}

export const rectificationReturnedV1 = 'civitas.supervision.rectification-returned.v1';
