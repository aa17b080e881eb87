import type { LedgerEntry } from '#platform/event-store';
import {
  type AnyProjection,
  type ContextDefinition,
  EventRouter,
  type RoutedEntry,
} from '#platform/projections';
import { type OutboxEvent, outboxDefinition, outboxEvents } from './outbox.events.js';
import type { AnyProcess, ContextProcesses, ProcessEvent } from './process.js';
import { processControlEvents, type ProcessRetried } from './process-control.events.js';

const NOTHING: RoutedEntry = { events: [] };

/** Tells which entries matter to processes and decodes those alone; the others are counted by their type. */
export class ProcessRouter {
  readonly processes: readonly AnyProcess[];
  private readonly router: EventRouter;
  private readonly relevant: ReadonlySet<string>;

  /** Throws when the definitions do not fit together, as {@link EventRouter} does. */
  constructor(definitions: readonly ContextDefinition[], contexts: readonly ContextProcesses[]) {
    this.processes = contexts.flatMap(({ processes }) => processes);
    const all = definitions.includes(outboxDefinition) ? definitions : [...definitions, outboxDefinition];
    this.router = new EventRouter(all, (context) => [
      ...contexts
        .filter((each) => each.context === context)
        .flatMap(({ processes }) => processes.map(asReader)),
      ...(context === outboxDefinition ? [DECISIONS] : []),
    ]);
    const handled = new Set(this.processes.flatMap(({ handles }) => handles as readonly string[]));
    const published = all.filter(({ contracts }) => contracts.some((type) => handled.has(type)));
    this.relevant = new Set([
      ...handled,
      ...DECIDED,
      ...published.flatMap(({ events }) => Object.keys(events)),
    ]);
  }

  /** Throws UnknownEvent on a type or version this build does not know, whether it matters to a process or not. */
  open(entry: LedgerEntry): RoutedEntry {
    if (this.relevant.has(entry.recorded.type)) return this.router.open(entry);
    this.router.refuseUnknown(entry);
    return NOTHING;
  }
}

/** Whether the event is a decision about a parked command of this process. */
export const isDecisionAbout = (
  process: AnyProcess,
  event: ProcessEvent,
): event is ProcessEvent & OutboxEvent =>
  event.type in outboxEvents && (event.data as OutboxEvent['data']).process === process.name;

/** Whether somebody has this process try again. */
export const isRetryOf = (process: AnyProcess, event: ProcessEvent): boolean =>
  event.type in processControlEvents && (event.data as ProcessRetried['data']).process === process.name;

/** What the router asks of a reader: its name and what it handles. Nothing is ever folded by it. */
const asReader = ({ name, version, handles }: AnyProcess): AnyProjection => ({
  name,
  version,
  handles,
  keysOf: () => [],
  evolve: () => null,
});

const DECIDED: readonly string[] = [...Object.keys(outboxEvents), ...Object.keys(processControlEvents)];

const DECISIONS: AnyProjection = {
  name: 'process-decisions',
  version: 1,
  handles: DECIDED,
  keysOf: () => [],
  evolve: () => null,
};
