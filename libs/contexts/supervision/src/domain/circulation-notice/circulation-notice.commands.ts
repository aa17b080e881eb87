import { Command } from '#platform/event-sourcing';
import type { CirculationNoticeFiled } from './circulation-notice.events.js';

export class FileCirculationNotice extends Command<Omit<CirculationNoticeFiled['data'], 'filedOn'>> {
  readonly type = 'FileCirculationNotice';
}

/** The draft as it is to stand from now on, whole. */
export class AmendCirculationNotice extends Command<FileCirculationNotice['data']> {
  readonly type = 'AmendCirculationNotice';
}

export class IssueCirculationNotice extends Command<{
  readonly noticeId: string;
  readonly issuedOn: string;
  /** Absent: the next number of the office. */
  readonly documentNumber?: string;
}> {
  readonly type = 'IssueCirculationNotice';
}

export class ReportRectification extends Command<{
  readonly noticeId: string;
  readonly unitId: string;
  readonly measures: string;
  readonly reportedOn: string;
  readonly signedByMainLeader: boolean;
}> {
  readonly type = 'ReportRectification';
}

export class VerifyRectification extends Command<{
  readonly noticeId: string;
  readonly unitId: string;
  readonly verifiedOn: string;
  readonly outcome: 'accepted' | 'returned';
  /** Both required when returned. */
  readonly shortcomings?: string;
  readonly rectifyBy?: string;
}> {
  readonly type = 'VerifyRectification';
}

/** Sent when a deadline is over, by nobody but the clock. */
export class MarkRectificationOverdue extends Command<{
  readonly noticeId: string;
  /** The deadline that is over. */
  readonly rectifyBy: string;
  /** The day after it. */
  readonly overdueFrom: string;
}> {
  readonly type = 'MarkRectificationOverdue';
}

export class WithdrawCirculationNotice extends Command<{
  readonly noticeId: string;
  readonly withdrawnOn: string;
}> {
  readonly type = 'WithdrawCirculationNotice';
}

/** Another command than that for an issued notice: who means a draft must not take back what was issued meanwhile. */
export class WithdrawCirculationNoticeDraft extends Command<WithdrawCirculationNotice['data']> {
  readonly type = 'WithdrawCirculationNoticeDraft';
}

export type CirculationNoticeCommand =
  | FileCirculationNotice
  | AmendCirculationNotice
  | IssueCirculationNotice
  | ReportRectification
  | VerifyRectification
  | MarkRectificationOverdue
  | WithdrawCirculationNotice
  | WithdrawCirculationNoticeDraft;
