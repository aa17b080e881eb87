/** One figure, named as publishers name it. */
export interface SummaryItem {
  readonly topic: SummaryTopic;
  readonly measure: string;
  /** Of an activity or series. */
  readonly name?: string;
  readonly unitId?: string;
  readonly unitName?: string;
  readonly value: number;
  readonly unitOfMeasure: string;
  /** Somebody rounded what it is summed from. */
  readonly approximate: boolean;
  /** The route that shows it in detail. */
  readonly source: string;
}

export type SummaryTopic = 'circulation-notice' | 'volunteer-activity' | 'star-title' | 'units';

/** What a summary is asked of: a jurisdiction's subtree in a year. */
export interface SummaryScope {
  readonly jurisdiction: string;
  readonly year: number;
}

export const firstDay = ({ year }: SummaryScope): string => `${year}-01-01`;
export const lastDay = ({ year }: SummaryScope): string => `${year}-12-31`;

/** A path with its query, every value escaped. */
export const route = (path: string, query: Readonly<Record<string, string | undefined>>): string => {
  const given = Object.entries(query).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${path}?${new URLSearchParams(given).toString()}`;
};

/** A whole figure, not a rounded one. */
export const exact = (item: Omit<SummaryItem, 'approximate'>): SummaryItem => ({
  ...item,
  approximate: false,
});
