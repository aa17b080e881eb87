import { STATUS_CODES } from 'node:http';
import { fill } from '../fields/field-words.js';
import type { Language } from './language.js';
import type { ProblemDocument, ProblemMeaning } from './problem.js';
import type { ProblemCause } from './problem-of.js';

export const PROBLEM_TYPE = 'application/problem+json';

/** The document of a problem whose meaning is known. */
export function problemDocument(
  cause: ProblemCause,
  meaning: ProblemMeaning,
  language: Language,
  correlationId: string,
): ProblemDocument {
  const messages = fill(meaning, cause.details ?? {}, meaning.words);
  const details = cause.details && Object.keys(cause.details).length > 0 ? { details: cause.details } : {};
  return {
    type: `/problems/${cause.code}`,
    title: STATUS_CODES[meaning.status] ?? 'Problem',
    status: meaning.status,
    detail: messages[language],
    code: cause.code,
    messages,
    correlationId,
    ...(cause.errors && {
      errors: cause.errors.map((error) => ({ ...error, detail: error.messages[language] })),
    }),
    ...details,
  };
}
