import type { DomainEvent, EventCatalogue, EventShape } from '#platform/event-sourcing';
import type { NewEvent, RecordedEvent } from './event-store.js';
import { asBuffer, type EventMetadata, recordedAtIn } from './metadata.js';

/** A stored event as deciders and projections see it: today's shape, with where it stands. */
export interface StoredEvent<E extends DomainEvent = DomainEvent> {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: bigint;
  readonly event: E;
  /** As in the metadata, without the cost of all of them. */
  readonly recordedAt: string;
  readonly metadata: EventMetadata;
}

/** The log holds a type or version this build does not know, or bytes that are no event of ours: the reader stops. */
export class UnknownEvent extends Error {
  override readonly name = 'UnknownEvent';
}

/** `isToday`: what metadata of today's version ends with, as {@link EventCodec.encode} writes it. */
type KnownShape = EventShape & { readonly isToday: Uint8Array };

/** Metadata is parsed when somebody asks for it: of the many events a projection folds few are asked. */
class DecodedEvent implements StoredEvent {
  readonly event: { readonly type: string; data: Record<string, unknown> };
  private parsed: EventMetadata | null = null;

  constructor(
    private readonly recorded: RecordedEvent,
    data: Record<string, unknown>,
  ) {
    this.event = { type: recorded.type, data };
  }

  get id(): string {
    return this.recorded.id;
  }

  get stream(): string {
    return this.recorded.stream;
  }

  get revision(): number {
    return this.recorded.revision;
  }

  get position(): bigint {
    return this.recorded.position;
  }

  get recordedAt(): string {
    return recordedAtIn(this.recorded.metadata);
  }

  /** Throws UnknownEvent when it is not JSON. */
  get metadata(): EventMetadata {
    return (this.parsed ??= parse(this.recorded, this.recorded.metadata) as unknown as EventMetadata);
  }
}

/** Translates between bytes and events for a set of catalogues; the one place where events are upcast. */
export class EventCodec {
  private readonly shapes = new Map<string, KnownShape>();

  /** Throws when two catalogues hold the same type or an upcaster is missing. */
  constructor(catalogues: readonly EventCatalogue[]) {
    for (const catalogue of catalogues)
      for (const [type, shape] of Object.entries(catalogue)) {
        if (this.shapes.has(type)) throw new Error(`event type ${type} stands in two catalogues`);
        if ((shape.upcasters?.length ?? 0) !== shape.version - 1)
          throw new Error(`event type ${type} needs ${shape.version - 1} upcasters`);
        this.shapes.set(type, { ...shape, isToday: Buffer.from(`"schemaVersion":${shape.version}}`) });
      }
  }

  /** Throws UnknownEvent on a type or version that is not in these catalogues; the data is not looked at. */
  refuseUnknown(recorded: RecordedEvent): void {
    const shape = this.known(recorded);
    if (!endsWith(recorded.metadata, shape.isToday))
      refuseNewer(recorded, shape, parse(recorded, recorded.metadata)['schemaVersion']);
  }

  encode(
    id: string,
    event: DomainEvent,
    metadata: Omit<EventMetadata, 'schemaVersion' | 'occurredOn'>,
    today: string,
  ): NewEvent {
    const shape = this.shapes.get(event.type);
    if (!shape) throw new UnknownEvent(`event type ${event.type} is not known to this build`);
    const occurredOn =
      (shape.occurredOn as ((data: object) => string | undefined) | undefined)?.(event.data) ?? today;
    return {
      id,
      type: event.type,
      contentType: 'application/json',
      data: Buffer.from(JSON.stringify(event.data)),
      metadata: Buffer.from(JSON.stringify({ ...metadata, occurredOn, schemaVersion: shape.version })),
    };
  }

  decode(recorded: RecordedEvent): StoredEvent {
    const shape = this.known(recorded);
    const decoded = new DecodedEvent(recorded, parse(recorded, recorded.data));
    if (endsWith(recorded.metadata, shape.isToday)) return decoded;
    const written = decoded.metadata.schemaVersion;
    refuseNewer(recorded, shape, written);
    for (const upcast of shape.upcasters?.slice(written - 1) ?? [])
      decoded.event.data = upcast(decoded.event.data);
    return decoded;
  }

  private known({ type, stream, revision }: RecordedEvent): KnownShape {
    const shape = this.shapes.get(type);
    if (!shape)
      throw new UnknownEvent(`event type ${type} is not known to this build (${stream}@${revision})`);
    return shape;
  }
}

function refuseNewer({ type, stream, revision }: RecordedEvent, shape: EventShape, written: unknown): void {
  if (Number.isInteger(written) && (written as number) >= 1 && (written as number) <= shape.version) return;
  throw new UnknownEvent(
    `${type} version ${String(written)} at ${stream}@${revision}: this build knows up to ${shape.version}`,
  );
}

function parse(recorded: RecordedEvent, bytes: Uint8Array): Record<string, unknown> {
  try {
    return JSON.parse(asBuffer(bytes).toString()) as Record<string, unknown>;
  } catch {
    throw new UnknownEvent(`${recorded.type} at ${recorded.stream}@${recorded.revision} is not JSON`);
  }
}

function endsWith(bytes: Uint8Array, end: Uint8Array): boolean {
  const from = bytes.length - end.length;
  for (let index = end.length - 1; index >= 0; index--) if (bytes[from + index] !== end[index]) return false;
  return true;
}
