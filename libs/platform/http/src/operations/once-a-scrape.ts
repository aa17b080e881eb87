/** Gauges of one answer are read together; they show the same moment, which is looked at once. */
const TOGETHER_MS = 100;

/** The same answer to all who ask within a moment. */
export function onceAScrape<T>(read: () => T): () => T {
  let answer: T | undefined;
  let readAt = -Infinity;
  return () => {
    const now = performance.now();
    if (answer === undefined || now - readAt > TOGETHER_MS) {
      answer = read();
      readAt = now;
    }
    return answer;
  };
}
