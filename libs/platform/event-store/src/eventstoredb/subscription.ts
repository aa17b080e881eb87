import type { SubscribeOptions, SubscriptionBatch } from '../event-store.js';
import type { Connection } from './connection.js';
import { portError } from './failures.js';
import { Inbox } from './inbox.js';
import { SubscriptionPlace } from './subscription-place.js';
import { assertGiven } from './reading.js';
import { subscribeRequest } from './requests.js';

const BATCH = 500;
const QUIET_MS = 2000;

/**
 * A subscription that looks after itself. While nothing arrives it reads, every two seconds, what lies behind its
 * place: when nothing there matches, that much was considered and is reported as caught up; when something
 * matches and still does not arrive within the deadline, the subscription is dead and says so.
 */
export async function* subscribe(
  connection: Connection,
  { after, filter, signal }: SubscribeOptions,
): AsyncGenerator<SubscriptionBatch, void> {
  if (signal.aborted) return;
  await assertGiven(connection, after);
  const call = await connection.subscribe(subscribeRequest(after, filter)).catch((error: unknown) => {
    throw portError(error, 'subscription to $all');
  });
  const inbox = new Inbox(call);
  const place = new SubscriptionPlace(connection, after, filter);
  try {
    while (!signal.aborted) {
      const messages = inbox.take(BATCH);
      if (messages.length === 0) {
        if (inbox.failure) throw inbox.failure;
        if (await inbox.arrival(QUIET_MS, signal)) await inbox.fill(BATCH, place.isLive);
        else if (!signal.aborted && (await place.isEnd(inbox))) yield place.caughtUp;
        continue;
      }
      const events = place.advance(messages);
      const position = events.length > 0 ? place.position : null;
      if (position !== null) yield { kind: 'events', events, position };
      if (place.isLive && inbox.isEmpty && !signal.aborted) yield place.caughtUp;
    }
  } finally {
    inbox.cancel();
  }
}
