import type { ProblemMeanings } from '#platform/http';
import type { NumberRegisterRejection } from '../domain/number-register/number-register.decider.js';

type Code = NumberRegisterRejection | 'not-a-document-number' | 'document-number-of-year-to-come';

export const documentsProblems: ProblemMeanings<Code> = {
  'document-number-taken': {
    status: 409,
    zh: '文号 {documentNumber} 已被使用，不得重复。',
    en: 'Document number {documentNumber} is taken; a number is never used twice.',
  },
  'document-has-another-number': {
    status: 409,
    zh: '该文件已有文号 {documentNumber}。',
    en: 'The document has number {documentNumber} already.',
  },
  'document-number-leaves-gap': {
    status: 409,
    zh: '文号须连续，下一个序号为 {next}。',
    en: 'Numbers may not be skipped; the next one is {next}.',
  },
  'document-number-not-reserved': {
    status: 409,
    zh: '文号 {documentNumber} 并未为该文件预留。',
    en: 'Document number {documentNumber} is not reserved for this document.',
  },
  'not-a-document-number': {
    status: 422,
    zh: '不是可识别的文号，例如：示文明〔2021〕6号。',
    en: 'This is no document number such as 示文明〔2021〕6号.',
  },
  'document-number-of-year-to-come': {
    status: 422,
    zh: '文号年份不能晚于今年（{thisYear}）。',
    en: 'A document number is of no year after this one ({thisYear}).',
  },
};
