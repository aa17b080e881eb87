/** An issued notice counts no more; its number stays taken. */
export interface NoticeWithdrawnV1 {
  readonly noticeId: string;
  readonly jurisdiction: string;
  readonly kind: 'criticism' | 'commendation';
  readonly documentNumber: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
  /** `YYYY-MM-DD`. */
  readonly withdrawnOn: string;
  readonly units: readonly {
    readonly unitId: string;
    /** 人次. */
    readonly personTimes: number;
  }[];
  /** Entered after the day it was withdrawn. */
  readonly backEntry?: true;
}

export const noticeWithdrawnV1 = 'civitas.supervision.notice-withdrawn.v1';
