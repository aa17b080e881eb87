import { EventCodec, ledgerCatalogue, type LedgerEntry } from '#platform/event-store';
import type { ContextDefinition } from './context-definition.js';
import { controlDefinition } from './control.events.js';
import type { Contract } from './contract.js';
import type { AnyProjection, EventPlace, ProjectionEvent } from './projection.js';
import { StoredPlace } from './stored-place.js';

/** A context's publish mapper failed on an event: its readers cannot go on, everybody else can. */
export interface BrokenPublisher {
  /** Contract types that may be missing now. */
  readonly contracts: readonly string[];
  readonly error: Error;
}

/** What an entry of the ledger means to projections: itself, when wanted, then the wanted contracts made of it. */
export interface RoutedEntry {
  readonly events: readonly ProjectionEvent[];
  readonly broken?: BrokenPublisher;
}

const NOTHING: RoutedEntry = { events: [] };
/** What decisions of operators about projections come to. */
export const DECISION: RoutedEntry = { events: [] };

/** What is done with events of one type. */
interface Route {
  readonly owner: ContextDefinition;
  readonly isHandled: boolean;
  /** They can become a contract somebody handles. */
  readonly isPublished: boolean;
}

/**
 * Turns ledger entries into the events that projections handle: each is decoded once, and mapped to contracts at
 * most once and only when somebody handles a contract of its context.
 */
export class EventRouter {
  /** The projections it routes for, by the order of their contexts. */
  readonly projections: readonly AnyProjection[];
  private readonly codec: EventCodec;
  /** By event type. */
  private readonly routes = new Map<string, Route>();
  /** Event and contract types that somebody handles. */
  private readonly wanted = new Set<string>();

  /**
   * Throws when two contexts share an event or contract type, two projections a name, or when a projection
   * handles what nobody emits or another context's domain event. `projectionsOf` picks what is folded of a
   * context: its read models, unless told otherwise.
   */
  constructor(
    contexts: readonly ContextDefinition[],
    projectionsOf: (context: ContextDefinition) => readonly AnyProjection[] = ({ projections }) =>
      projections,
  ) {
    this.codec = new EventCodec([ledgerCatalogue, ...contexts.map(({ events }) => events)]);
    this.projections = contexts.flatMap(projectionsOf);
    refuseTwice(
      'projection',
      this.projections.map(({ name }) => name),
    );
    refuseTwice(
      'contract',
      contexts.flatMap(({ contracts }) => contracts),
    );
    const owners = new Map<string, ContextDefinition>();
    for (const context of contexts) for (const type of Object.keys(context.events)) owners.set(type, context);
    const contracts = new Set(contexts.flatMap((context) => context.contracts));
    for (const context of contexts)
      for (const projection of projectionsOf(context)) this.admit(context, projection, owners, contracts);
    for (const [type, owner] of owners) this.routes.set(type, this.routeOf(type, owner));
  }

  /** Throws UnknownEvent on a type or version this build does not know; nothing else is looked at. */
  refuseUnknown({ recorded }: LedgerEntry): void {
    this.codec.refuseUnknown(recorded);
  }

  /** Throws UnknownEvent on a type or version this build does not know. */
  open({ ordinal, recorded }: LedgerEntry): RoutedEntry {
    const route = this.routes.get(recorded.type);
    if (!route?.isHandled && !route?.isPublished) {
      this.codec.refuseUnknown(recorded);
      return route?.owner.name === controlDefinition.name ? DECISION : NOTHING;
    }
    const { owner, isHandled, isPublished } = route;
    const stored = this.codec.decode(recorded);
    const { event } = stored;
    const at = new StoredPlace(ordinal, stored);
    const events: ProjectionEvent[] = isHandled ? [{ type: event.type, data: event.data, at }] : [];
    if (!isPublished) return { events };
    try {
      for (const { type, data } of contractsMade(owner, event, at))
        if (this.wanted.has(type)) events.push({ type, data, at });
      return { events };
    } catch (error) {
      const own = events.filter(({ type }) => type === event.type);
      return { events: own, broken: { contracts: owner.contracts, error: asError(error) } };
    }
  }

  private routeOf(type: string, owner: ContextDefinition): Route {
    const made = owner.contractsOf?.[type] ?? owner.contracts;
    const isPublished = made.some((contract) => this.wanted.has(contract));
    return { owner, isHandled: this.wanted.has(type), isPublished };
  }

  private admit(
    context: ContextDefinition,
    projection: AnyProjection,
    owners: ReadonlyMap<string, ContextDefinition>,
    contracts: ReadonlySet<string>,
  ): void {
    for (const type of projection.handles as readonly string[]) {
      const owner = owners.get(type);
      if (owner && owner !== context)
        throw new Error(
          `projection ${projection.name} of ${context.name} handles ${type}, which is ${owner.name}'s own: use its contract`,
        );
      if (!owner && !contracts.has(type))
        throw new Error(`projection ${projection.name} handles ${type}, which nobody emits`);
      this.wanted.add(type);
    }
  }
}

function contractsMade(
  { name, publish, contracts, contractsOf }: ContextDefinition,
  event: { readonly type: string },
  at: EventPlace,
): readonly Contract[] {
  const made = publish(event as never, at);
  const declared = contractsOf?.[event.type] ?? contracts;
  for (const { type } of made)
    if (!declared.includes(type))
      throw new Error(`${name} publishes ${type} of ${event.type} without declaring it`);
  return made;
}

function refuseTwice(what: string, names: readonly string[]): void {
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`${what} ${twice} stands twice`);
}

const asError = (thrown: unknown): Error => (thrown instanceof Error ? thrown : new Error(String(thrown)));
