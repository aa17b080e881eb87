import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { RecordedEvent } from '../event-store.js';
import { RefusedCall } from './statuses.js';

const DEFAULT_WINDOW = 32;

/** What a caller wants of `$all`, and how often it wants to hear how far the search has come. */
export interface EventSelection {
  matches(event: RecordedEvent): boolean;
  /** Events considered between two checkpoints; null without a filter: then there are none. */
  readonly checkpointEvery: number | null;
}

/** A regular expression beats prefixes. Refuses one that is none, and a checkpoint interval of 0. */
export function selectionOf(options: streams.ReadReq.Options): EventSelection {
  const filter = options.getFilter();
  if (!filter) return { matches: () => true, checkpointEvery: null };
  const byStream = filter.getStreamIdentifier();
  const expression = byStream ?? filter.getEventType();
  if (!expression) throw new RefusedCall('invalid', 'a filter needs a stream or an event type expression');
  const matchesName = nameTest(expression);
  const window = filter.hasMax() ? filter.getMax() : DEFAULT_WINDOW;
  const checkpointEvery = window * filter.getCheckpointintervalmultiplier();
  if (checkpointEvery === 0)
    throw new RefusedCall('invalid', 'the checkpoint interval multiplier must be positive');
  return { matches: ({ stream, type }) => matchesName(byStream ? stream : type), checkpointEvery };
}

function nameTest(expression: streams.ReadReq.Options.FilterOptions.Expression): (name: string) => boolean {
  const prefixes = expression.getPrefixList();
  if (expression.getRegex() === '') return (name) => prefixes.some((prefix) => name.startsWith(prefix));
  try {
    const pattern = new RegExp(expression.getRegex());
    return (name) => pattern.test(name);
  } catch {
    throw new RefusedCall('invalid', 'the filter is not a regular expression');
  }
}
