/** Where "now" comes from; the only clock in the system. */
export interface Clock {
  /** Instant, ISO-8601 UTC with milliseconds. */
  now(): string;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };

const SHANGHAI_OFFSET_MS = 8 * 60 * 60 * 1000;

/** The Asia/Shanghai date (`YYYY-MM-DD`) of an instant; China has had no summer time since 1991. */
export const shanghaiDate = (instant: string): string =>
  new Date(Date.parse(instant) + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);

const DAY_MS = 24 * 60 * 60 * 1000;

/** The instant a day (`YYYY-MM-DD`) is over: the midnight that follows it in Asia/Shanghai. */
export const endOfShanghaiDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS - SHANGHAI_OFFSET_MS).toISOString();

/** Whether the text is a day that exists: `2021-02-30` is not. */
export function isCalendarDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The quarter (`YYYY-Qn`) of a day. */
export const quarterOf = (day: string): string =>
  `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;

/** The quarters that hold the days from … to, both included; none when they are in the wrong order. */
export function quartersOf(from: string, to: string): readonly string[] {
  const quarters: string[] = [];
  const first = new Date(`${from.slice(0, 7)}-01T00:00:00Z`);
  for (const month = first; dayOf(month) <= to; month.setUTCMonth(month.getUTCMonth() + 1)) {
    const quarter = quarterOf(dayOf(month));
    if (quarters.at(-1) !== quarter) quarters.push(quarter);
  }
  return from <= to ? quarters : [];
}

const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);
