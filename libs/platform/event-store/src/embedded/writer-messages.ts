import type { NewEvent } from '../event-store.js';
import type { Durability } from './log-file.js';
import { writeUuid } from './uuid-bytes.js';

/**
 * Appends for one commit, flat: cloning a few arrays and moving one buffer costs a fraction of cloning event
 * objects (a small Buffer would take its whole pool along).
 */
export interface BatchMessage {
  readonly kind: 'batch';
  /** An entry an append. */
  readonly streams: readonly string[];
  /** An entry an append; see {@link NO_STREAM} and {@link NO_REVISION}. */
  readonly expected: readonly number[];
  /** Events of each append. */
  readonly counts: readonly number[];
  /** An entry an event. */
  readonly types: readonly string[];
  /** Three entries an event: 1 for JSON, bytes of data, bytes of metadata. */
  readonly sizes: readonly number[];
  /** For each event its 16-byte id, data, metadata. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Expected: the stream must not exist. As an actual revision: it does not. */
export const NO_STREAM = -1;
/** Expected: something that is no revision, which nothing satisfies. */
export const NO_REVISION = -2;

export type ToWriter = BatchMessage | { readonly kind: 'close' };

/**
 * Per append [{@link APPENDED}, revision, position], [{@link REPEATED}, revision, position] of what it was the first
 * time, or [{@link CONFLICT}, actual revision, 0].
 */
export type BatchResults = readonly number[];
export const APPENDED = 0;
export const CONFLICT = 1;
export const REPEATED = 2;

export type FromWriter =
  | { readonly kind: 'ready'; readonly durability: Durability }
  | { readonly kind: 'done'; readonly results: BatchResults }
  /** Nothing of the batch was acknowledged. `lasting`: the writer has stopped; what became of it is known on opening again. */
  | { readonly kind: 'failed'; readonly name: string; readonly message: string; readonly lasting: boolean };

export interface AppendRequest {
  readonly stream: string;
  readonly expected: number;
  readonly events: readonly NewEvent[];
  /** Data and metadata of all events. */
  readonly bytes: number;
}

export function packBatch(requests: readonly AppendRequest[]): BatchMessage {
  const count = requests.reduce((sum, { events }) => sum + events.length, 0);
  const bytes = Buffer.from(
    new ArrayBuffer(requests.reduce((sum, request) => sum + request.bytes, 16 * count)),
  );
  const types: string[] = [];
  const sizes: number[] = [];
  let offset = 0;
  for (const { events } of requests)
    for (const event of events) {
      types.push(event.type);
      sizes.push(
        event.contentType === 'application/json' ? 1 : 0,
        event.data.byteLength,
        event.metadata.byteLength,
      );
      writeUuid(bytes, event.id, offset);
      bytes.set(event.data, offset + 16);
      bytes.set(event.metadata, offset + 16 + event.data.byteLength);
      offset += 16 + event.data.byteLength + event.metadata.byteLength;
    }
  return {
    kind: 'batch',
    streams: requests.map(({ stream }) => stream),
    expected: requests.map(({ expected }) => expected),
    counts: requests.map(({ events }) => events.length),
    types,
    sizes,
    bytes,
  };
}
