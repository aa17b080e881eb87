/** One step from version n to n + 1 of an event's data. Total: it must accept every event ever stored. */
export type Upcaster = (data: Readonly<Record<string, unknown>>) => Record<string, unknown>;

export interface EventShape {
  /** Version written today, from 1. */
  readonly version: number;
  /** `upcasters[i]` leads from version i + 1 to i + 2; length is `version - 1`. */
  readonly upcasters?: readonly Upcaster[];
  /** One sentence for the event catalogue. */
  readonly meaning: string;
  /** The same in Chinese, for timelines. */
  readonly words: string;
  /** Which date in the data is `occurredOn`; without it the day of recording. */
  readonly occurredOn?: (data: never) => string | undefined;
}

/** Every event type of a context. Types are unique over all contexts; the start fails otherwise. */
export type EventCatalogue<Type extends string = string> = Readonly<Record<Type, EventShape>>;
