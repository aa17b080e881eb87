import type { EventPlace } from './projection.js';

/** What a row says of what was entered after its day (补录). */
export interface LateEntry {
  readonly backEntry?: true;
  /** Why, in the words of whoever entered it. */
  readonly backEntryReason?: string;
}

/** By the flag of the event itself; nothing where it was entered in time. */
export const lateEntry = ({ backEntry }: { readonly backEntry?: true }, at: EventPlace): LateEntry =>
  backEntry ? { backEntry, ...reasonOf('backEntryReason', at) } : {};

/** The reason given with an event, by a name of the row's. Metadata is parsed when it is asked for: ask rarely. */
export function reasonOf<Field extends string>(
  name: Field,
  { metadata }: EventPlace,
): Partial<Record<Field, string>> {
  const { reason } = metadata;
  return reason === undefined ? {} : ({ [name]: reason } as Record<Field, string>);
}
