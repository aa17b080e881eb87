import { type UnitRefusal, unitRefusals } from '#contexts/units/contracts';
import type { ProblemMeanings } from '#platform/http';
import type { CirculationNoticeRejection } from '../domain/circulation-notice/circulation-notice.rejections.js';

export const supervisionProblems: ProblemMeanings<
  CirculationNoticeRejection | UnitRefusal | 'notice-not-found'
> = {
  ...unitRefusals,
  'notice-not-found': { status: 404, zh: '没有这份通报。', en: 'There is no such notice.' },
  'notice-not-filed': { status: 404, zh: '通报尚未拟稿。', en: 'The notice was never filed.' },
  'notice-of-another-jurisdiction': {
    status: 422,
    zh: '通报属 {jurisdiction}，所属区划不可更改。',
    en: 'The notice is of {jurisdiction}, and stays so.',
  },
  'notice-already-filed': { status: 409, zh: '通报已经拟稿。', en: 'The notice is filed already.' },
  'notice-already-issued': {
    status: 409,
    zh: '通报已签发，文号为 {documentNumber}。',
    en: 'The notice is issued already, as {documentNumber}.',
  },
  'notice-not-issued': { status: 409, zh: '通报未经签发。', en: 'The notice is not issued.' },
  'notice-withdrawn': { status: 409, zh: '通报已撤回。', en: 'The notice is withdrawn.' },
  'notice-is-no-criticism': {
    status: 409,
    zh: '表扬通报无须整改。',
    en: 'A commendation asks for no rectification.',
  },
  'period-ends-before-start': {
    status: 422,
    zh: '期间的结束早于开始。',
    en: 'The period ends before it starts.',
  },
  'issuer-named-twice': { status: 422, zh: '发文机关重复列入。', en: 'An issuing body is named twice.' },
  'unit-named-twice': { status: 422, zh: '同一单位重复列入。', en: 'A unit is named twice.' },
  'finding-outside-period': {
    status: 422,
    zh: '问题日期不在通报期间内。',
    en: 'A finding lies outside the period.',
  },
  'rectify-by-before-period-end': {
    status: 422,
    zh: '整改期限早于通报期间结束。',
    en: 'The deadline lies before the end of the period.',
  },
  'date-in-future': { status: 422, zh: '日期不能晚于今天。', en: 'The date lies in the future.' },
  'issued-before-period-end': {
    status: 422,
    zh: '签发日期早于通报期间结束（{periodTo}）。',
    en: 'The notice cannot be issued before its period ends, on {periodTo}.',
  },
  'back-entry-needs-reason': {
    status: 422,
    zh: '所报日期早于登记之日，属于补录，须写明理由。',
    en: 'A day before that of its entry is back-entry and needs a reason.',
  },
  'rectify-by-before-issue': {
    status: 422,
    zh: '整改期限 {rectifyBy} 早于签发日期。',
    en: 'The deadline, {rectifyBy}, lies before the day of issue.',
  },
  'unit-not-named': { status: 422, zh: '通报未点名该单位。', en: 'The notice does not name the unit.' },
  'report-not-signed': {
    status: 422,
    zh: '整改报告须经主要领导签字。',
    en: 'The report needs the main leader’s signature.',
  },
  'report-before-issue': {
    status: 422,
    zh: '报送日期早于签发日期。',
    en: 'The report lies before the day of issue.',
  },
  'report-before-return': {
    status: 422,
    zh: '报送日期早于上次退回之日（{returnedOn}）。',
    en: 'The report lies before the return it answers, of {returnedOn}.',
  },
  'deadline-is-over': {
    status: 409,
    zh: '期限 {rectifyBy} 已过，已记为逾期；确已按期报送的，由主管部门补录。',
    en: 'The deadline, {rectifyBy}, is over and the unit overdue; that it reported in time is for its office to enter.',
  },
  'rectification-already-accepted': {
    status: 409,
    zh: '整改已验收通过。',
    en: 'The rectification is accepted already.',
  },
  'rectification-already-reported': {
    status: 409,
    zh: '整改情况已报送，等待验收。',
    en: 'The rectification is reported already and waits to be verified.',
  },
  'nothing-to-verify': { status: 409, zh: '没有待验收的整改报告。', en: 'No report waits to be verified.' },
  'verifier-is-reporter': { status: 409, zh: '报送人不得自行验收。', en: 'Whoever reported cannot verify.' },
  'verifier-is-responsible-unit': {
    status: 409,
    zh: '责任单位不得自行验收。',
    en: 'The responsible unit cannot verify.',
  },
  'verified-before-report': {
    status: 422,
    zh: '验收日期早于报送日期。',
    en: 'The verification lies before the report.',
  },
  'return-needs-deadline-and-shortcomings': {
    status: 422,
    zh: '退回须写明不足并给出不早于验收日期的新期限。',
    en: 'A return needs the shortcomings and a new deadline not before the verification.',
  },
  'accepted-with-shortcomings': {
    status: 422,
    zh: '验收通过不得附不足或新期限；如有不足，应予退回。',
    en: 'What falls short is returned: an acceptance has neither shortcomings nor a deadline.',
  },
  'deadline-not-over': {
    status: 409,
    zh: '整改期限 {rectifyBy} 尚未届满。',
    en: 'The deadline, {rectifyBy}, is not over.',
  },
  'withdrawn-before-filing': {
    status: 422,
    zh: '撤回日期早于拟稿日期（{filedOn}）。',
    en: 'The withdrawal lies before the day the draft was filed, {filedOn}.',
  },
  'withdrawn-before-issue': {
    status: 422,
    zh: '撤回日期早于签发日期。',
    en: 'The withdrawal lies before the day of issue.',
  },
  'withdrawn-before-rectification': {
    status: 422,
    zh: '撤回日期早于最近一次整改环节（{lastStepOn}）。',
    en: 'The withdrawal lies before the last step of a rectification, of {lastStepOn}.',
  },
};
