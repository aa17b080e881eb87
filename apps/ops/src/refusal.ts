import type { ProblemDocument } from '#platform/http';

/** What a server said no with, in words, and the id by which its log knows the request; what is no problem document is shown as it came. */
export function refusalIn(status: number, body: string): string {
  const problem = problemIn(body);
  if (!problem) return `answered ${status} ${body}`;
  const { code, messages, correlationId, errors = [] } = problem;
  const fields = errors.map(({ pointer, messages: { zh, en } }) => `\n  ${pointer}: ${zh} ${en}`);
  return `refused (${status} ${code}, request ${correlationId}): ${messages.zh} ${messages.en}${fields.join('')}`;
}

function problemIn(body: string): ProblemDocument | null {
  try {
    const parsed = JSON.parse(body) as Partial<ProblemDocument> | null;
    return parsed?.code && parsed.messages ? (parsed as ProblemDocument) : null;
  } catch {
    return null;
  }
}
