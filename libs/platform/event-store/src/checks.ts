import { InvalidAppend } from './errors.js';
import { MAX_EVENT_BYTES, type NewEvent } from './event-store.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
// eslint-disable-next-line no-control-regex -- control characters are what it looks for
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const MAX_NAME_BYTES = 512;

/** System streams (`$…`) belong to the store and are not counted in the ledger. */
export const isSystemStream = (stream: string): boolean => stream.startsWith('$');

/** Throws {@link InvalidAppend} naming what is wrong; every adapter calls it before it sends anything. */
export function checkAppend(stream: string, events: readonly NewEvent[], maxAppendBytes: number): void {
  if (!isName(stream))
    throw new InvalidAppend('invalid-stream-name', `not a stream name: ${JSON.stringify(stream)}`);
  if (events.length === 0) throw new InvalidAppend('empty-append', `an append to ${stream} without events`);
  let total = 0;
  for (const event of events) {
    if (!UUID.test(event.id))
      throw new InvalidAppend('invalid-event-id', `not a lower-case UUID: ${JSON.stringify(event.id)}`);
    if (!isName(event.type))
      throw new InvalidAppend('invalid-event-type', `not an event type: ${JSON.stringify(event.type)}`);
    const size = event.data.byteLength + event.metadata.byteLength;
    if (size > MAX_EVENT_BYTES)
      throw new InvalidAppend(
        'event-too-large',
        `${event.type} has ${size} bytes, at most ${MAX_EVENT_BYTES} are accepted`,
      );
    total += size + 2 * event.type.length;
  }
  if (total > maxAppendBytes)
    throw new InvalidAppend(
      'append-too-large',
      `the append has ${total} bytes, at most ${maxAppendBytes} are accepted`,
    );
}

const isName = (name: string): boolean =>
  name !== '' && name === name.trim() && !CONTROL.test(name) && Buffer.byteLength(name) <= MAX_NAME_BYTES;
