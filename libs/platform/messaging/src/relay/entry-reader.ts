import { EventCodec, ledgerCatalogue, type LedgerEntry } from '#platform/event-store';
import {
  EventRouter,
  type Contract,
  type ContextDefinition,
  type EventPlace,
  type ProjectionEvent,
} from '#platform/projections';
import { RelayStopped } from '../errors.js';
import type { Place } from '../wire/index.js';

/** A contract on its way to its topic. */
export interface PublishedContract extends Contract {
  /** Which of the contracts of one stored event, from 0. */
  readonly index: number;
  /** Name of the context it comes from. */
  readonly context: string;
  /** Null when no topic carries it. */
  readonly topic: string | null;
  /** Of the command behind the event. */
  readonly traceparent?: string;
}

export interface ReadEntry {
  readonly at: Place;
  /** The stored event, then what was published of it, as projections see them. */
  readonly events: readonly ProjectionEvent[];
  readonly contracts: readonly PublishedContract[];
}

const TOPIC = /^civitas\.[a-z]+(-[a-z]+)*\.v[1-9]\d*$/;

/** Decodes ledger entries once and maps them to contracts; knows which topic carries which. */
export class EntryReader {
  private readonly codec: EventCodec;
  private readonly owners = new Map<string, ContextDefinition>();
  private readonly topics = new Map<string, string>();

  /** Throws {@link RelayStopped} on definitions that cannot be published as they are. */
  constructor(definitions: readonly ContextDefinition[]) {
    this.codec = new EventCodec([ledgerCatalogue, ...definitions.map(({ events }) => events)]);
    new EventRouter(definitions, ({ stateTopics }) => stateTopics.map(({ projection }) => projection));
    const names = new Set<string>();
    const named = (topic: string): void => {
      if (!TOPIC.test(topic)) throw new RelayStopped(`${topic} is not a topic name: civitas.<plural>.v<n>`);
      if (names.has(topic)) throw new RelayStopped(`the topic ${topic} is defined twice`);
      names.add(topic);
    };
    for (const definition of definitions) {
      for (const type of Object.keys(definition.events)) this.owners.set(type, definition);
      for (const { topic } of definition.stateTopics) named(topic);
      for (const { topic, contracts } of definition.topics) {
        named(topic);
        for (const contract of contracts) this.carry(definition, contract, topic);
      }
    }
  }

  /** Throws UnknownEvent on a type or version this build does not know. */
  refuseUnknown({ recorded }: LedgerEntry): void {
    this.codec.refuseUnknown(recorded);
  }

  /** Throws {@link RelayStopped} on an event that has no key or whose context fails on it. */
  read({ ordinal, recorded }: LedgerEntry): ReadEntry {
    const { id, stream, revision, event, recordedAt, metadata } = this.codec.decode(recorded);
    const place: EventPlace = { ordinal, eventId: id, stream, revision, recordedAt, metadata };
    const at: Place = { ordinal, eventId: id, stream, revision, recordedAt };
    const own: ProjectionEvent = { type: event.type, data: event.data, at: place };
    const owner = this.owners.get(event.type);
    if (!owner) return { at, events: [own], contracts: [] };
    const contracts = published(owner, own).map((contract, index) => ({
      ...contract,
      index,
      context: owner.name,
      topic: this.topics.get(contract.type) ?? null,
      traceparent: metadata.traceparent,
    }));
    return {
      at,
      events: [own, ...contracts.map(({ type, data }) => ({ type, data, at: place }))],
      contracts,
    };
  }

  private carry(definition: ContextDefinition, contract: string, topic: string): void {
    if (!definition.contracts.includes(contract))
      throw new RelayStopped(`${topic} carries ${contract}, which ${definition.name} does not publish`);
    const other = this.topics.get(contract);
    if (other) throw new RelayStopped(`${contract} goes to two topics, ${other} and ${topic}`);
    this.topics.set(contract, topic);
  }
}

function published(owner: ContextDefinition, { type, data, at }: ProjectionEvent): readonly Contract[] {
  const where = `${type} at ordinal ${at.ordinal} (${at.stream}@${at.revision})`;
  let contracts: readonly Contract[];
  try {
    contracts = owner.publish({ type, data } as never, at);
  } catch (error) {
    throw new RelayStopped(`${owner.name} cannot publish ${where}: ${String(error)}`, { cause: error });
  }
  for (const contract of contracts) {
    if (typeof contract.key !== 'string' || contract.key === '')
      throw new RelayStopped(`${contract.type} of ${where} has no key: order is kept per key only`);
    if (!owner.contracts.includes(contract.type))
      throw new RelayStopped(`${owner.name} publishes ${contract.type} of ${where} without declaring it`);
  }
  return contracts;
}
