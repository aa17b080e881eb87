/** A deadline for rectification is over and some of the named units have reported nothing (逾期未整改). */
export interface RectificationOverdueV1 {
  readonly noticeId: string;
  readonly jurisdiction: string;
  readonly documentNumber: string;
  /** `YYYY-MM-DD`: the deadline that is over. */
  readonly rectifyBy: string;
  /** `YYYY-MM-DD`: the day after it. */
  readonly overdueFrom: string;
  readonly unitIds: readonly string[];
}

export const rectificationOverdueV1 = 'civitas.supervision.rectification-overdue.v1';
