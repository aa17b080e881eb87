export type NoticeKind = 'criticism' | 'commendation';
export type Audience = 'unit' | 'system' | 'public';

export interface Finding {
  /** What was found, in the city's own terms: absent, late, … */
  readonly kind: string;
  /** `YYYY-MM-DD`, within the notice's period. */
  readonly on: string;
  readonly place?: string;
  readonly note?: string;
}

export interface NoticeEntry {
  readonly unitId: string;
  /** 人次. */
  readonly personTimes: number;
  readonly findings: readonly Finding[];
}

/** What a reader of an issued or withdrawn notice needs of an entry. */
export type NamedUnit = Pick<NoticeEntry, 'unitId' | 'personTimes'>;

export interface CirculationNoticeFiled {
  readonly type: 'CirculationNoticeFiled';
  readonly data: {
    readonly noticeId: string;
    readonly jurisdiction: string;
    readonly kind: NoticeKind;
    readonly title: string;
    /** Bodies that issue it jointly; names of organisations, never of persons. */
    readonly issuers: readonly string[];
    readonly audience: Audience;
    readonly period: { readonly from: string; readonly to: string };
    readonly entries: readonly NoticeEntry[];
    readonly rectifyBy?: string;
    /** The day it was filed, as it stands; absent from notices filed before this was kept. */
    readonly filedOn?: string;
  };
}

/** The draft stands as if it were filed on that day. */
export interface CirculationNoticeAmended {
  readonly type: 'CirculationNoticeAmended';
  readonly data: CirculationNoticeFiled['data'];
}

export interface CirculationNoticeIssued {
  readonly type: 'CirculationNoticeIssued';
  readonly data: {
    readonly noticeId: string;
    readonly jurisdiction: string;
    readonly kind: NoticeKind;
    readonly title: string;
    readonly documentNumber: string;
    /** The number as written on the paper. */
    readonly documentNumberText: string;
    readonly issuedOn: string;
    readonly rectifyBy?: string;
    readonly audience: Audience;
    readonly units: readonly NamedUnit[];
    /** Issued before the day it was filed. */
    readonly backEntry?: true;
  };
}

export interface RectificationReported {
  readonly type: 'RectificationReported';
  readonly data: {
    readonly noticeId: string;
    readonly unitId: string;
    readonly measures: string;
    readonly reportedOn: string;
    /** Opaque subject of whoever reported: it must not be who verifies. */
    readonly reportedBy: string;
    /** The report bears the signature of the unit's main leader (主要领导). */
    readonly signedByMainLeader: true;
    /** Entered after the day it was made. */
    readonly backEntry?: true;
  };
}

export interface RectificationAccepted {
  readonly type: 'RectificationAccepted';
  readonly data: {
    readonly noticeId: string;
    readonly unitId: string;
    readonly verifiedOn: string;
    /** Entered after that day. */
    readonly backEntry?: true;
  };
}

export interface RectificationReturned {
  readonly type: 'RectificationReturned';
  readonly data: {
    readonly noticeId: string;
    readonly unitId: string;
    readonly verifiedOn: string;
    readonly shortcomings: string;
    readonly rectifyBy: string;
    /** Entered after the day it was verified. */
    readonly backEntry?: true;
  };
}

export interface RectificationOverdue {
  readonly type: 'RectificationOverdue';
  readonly data: {
    readonly noticeId: string;
    readonly jurisdiction: string;
    readonly documentNumber: string;
    /** The deadline that is over. */
    readonly rectifyBy: string;
    /** The day after it. */
    readonly overdueFrom: string;
    /** Named units that had this deadline and have reported nothing. */
    readonly unitIds: readonly string[];
  };
}

export interface CirculationNoticeWithdrawn {
  readonly type: 'CirculationNoticeWithdrawn';
  readonly data: {
    readonly noticeId: string;
    readonly jurisdiction: string;
    readonly kind: NoticeKind;
    readonly withdrawnOn: string;
    readonly issuedOn: string;
    /** Kept: a number is never given again. */
    readonly documentNumber: string;
    readonly units: readonly NamedUnit[];
    /** Entered after the day it was withdrawn. */
    readonly backEntry?: true;
  };
}

/** Nobody was told of the draft, so nothing of this is published. */
export interface CirculationNoticeDraftWithdrawn {
  readonly type: 'CirculationNoticeDraftWithdrawn';
  readonly data: {
    readonly noticeId: string;
    readonly withdrawnOn: string;
    /** Entered after that day. */
    readonly backEntry?: true;
  };
}

export type CirculationNoticeEvent =
  | CirculationNoticeFiled
  | CirculationNoticeAmended
  | CirculationNoticeIssued
  | RectificationReported
  | RectificationAccepted
  | RectificationReturned
  | RectificationOverdue
  | CirculationNoticeWithdrawn
  | CirculationNoticeDraftWithdrawn;
