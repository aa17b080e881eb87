import { rejections } from '#platform/event-sourcing';

/** Why a command on a notice is refused. */
export type CirculationNoticeRejection =
  | 'notice-already-filed'
  | 'notice-not-filed'
  | 'notice-of-another-jurisdiction'
  | 'notice-already-issued'
  | 'notice-not-issued'
  | 'notice-withdrawn'
  | 'notice-is-no-criticism'
  | 'period-ends-before-start'
  | 'issuer-named-twice'
  | 'unit-named-twice'
  | 'finding-outside-period'
  | 'rectify-by-before-period-end'
  | 'date-in-future'
  | 'issued-before-period-end'
  | 'back-entry-needs-reason'
  | 'rectify-by-before-issue'
  | 'unit-not-named'
  | 'report-not-signed'
  | 'report-before-issue'
  | 'report-before-return'
  | 'deadline-is-over'
  | 'rectification-already-accepted'
  | 'rectification-already-reported'
  | 'nothing-to-verify'
  | 'verifier-is-reporter'
  | 'verifier-is-responsible-unit'
  | 'verified-before-report'
  | 'return-needs-deadline-and-shortcomings'
  | 'accepted-with-shortcomings'
  | 'deadline-not-over'
  | 'withdrawn-before-filing'
  | 'withdrawn-before-issue'
  | 'withdrawn-before-rectification';

export const rejected = rejections<CirculationNoticeRejection>();
