/** A circulation notice (通报) is issued; whoever it names is named from now on. */
export interface NoticeIssuedV1 {
  readonly noticeId: string;
  readonly jurisdiction: string;
  readonly kind: 'criticism' | 'commendation';
  readonly documentNumber: string;
  /** `YYYY-MM-DD`. */
  readonly issuedOn: string;
  readonly rectifyBy?: string;
  readonly audience: 'unit' | 'system' | 'public';
  readonly units: readonly {
    readonly unitId: string;
    /** 人次. */
    readonly personTimes: number;
  }[];
  /** It was filed after it was issued. */
  readonly backEntry?: true;
}

export const noticeIssuedV1 = 'civitas.supervision.notice-issued.v1';
