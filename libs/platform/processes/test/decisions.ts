import { EventCodec, type EventStore } from '#platform/event-store';
import {
  type OutboxEvent,
  outboxEvents,
  outboxStream,
  processControlEvents,
  processStream,
} from '#platform/processes';
import { derivedId } from '#platform/values';

const codec = new EventCodec([outboxEvents, processControlEvents]);

/** Records what an operator decided about a parked command of the lending process. */
export async function decide(store: EventStore, type: OutboxEvent['type'], commandId: string): Promise<void> {
  const metadata = {
    commandId: derivedId('decide', commandId),
    requestHash: '',
    actor: 'operator-1',
    role: 'operator',
    correlationId: 'decision',
    recordedAt: '2021-06-02T00:00:00.000Z',
  };
  const event = { type, data: { process: 'lending', commandId } };
  const stream = outboxStream(commandId);
  await store.append(stream, 'none', [codec.encode(derivedId(stream), event, metadata, '2021-06-02')]);
}

/** Records that a process try again; `revision` counts how often that was decided before. */
export async function retry(store: EventStore, process: string, revision: number): Promise<void> {
  const stream = processStream(process);
  const commandId = derivedId('retry', process, revision);
  const metadata = {
    commandId,
    requestHash: '',
    actor: 'operator-1',
    role: 'operator',
    correlationId: 'decision',
    recordedAt: '2021-06-02T00:00:00.000Z',
  };
  const event = { type: 'ProcessRetried', data: { process } };
  const encoded = codec.encode(derivedId(stream, revision), event, metadata, '2021-06-02');
  await store.append(stream, revision === 0 ? 'none' : revision - 1, [encoded]);
}
