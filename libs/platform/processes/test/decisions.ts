import { EventCodec, type EventStore } from '#platform/event-store';
import { type OutboxEvent, outboxEvents, outboxStream } from '#platform/processes';
import { derivedId } from '#platform/values';

const codec = new EventCodec([outboxEvents]);

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
