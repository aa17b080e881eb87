import { randomUUID } from 'node:crypto';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { EventReader, Position, RecordedEvent } from '../event-store.js';
import { type EventSelection, selectionOf } from './event-selection.js';
import {
  caughtUpMessage,
  checkpointMessage,
  confirmationMessage,
  fellBehindMessage,
  streamOf,
} from './messages.js';
import type { Outgoing } from './outgoing.js';
import { uuidFormOf } from './read-calls.js';
import { RefusedCall } from './statuses.js';

type Options = streams.ReadReq.Options;
const PAGE = 500;

/**
 * Answers a subscription to `$all`: a confirmation, then what lies behind the position, exclusive, then what is
 * appended. CaughtUp comes when nothing is left, FellBehind when the reader then has to be waited for. With a filter
 * checkpoints tell how far it has come: every so many events considered, and whenever nothing is left.
 */
export async function subscribeToAll(
  store: EventReader,
  options: Options,
  outgoing: Outgoing,
): Promise<void> {
  const place = options.getAll();
  const position = place?.getPosition();
  const after = place?.hasEnd() ? await store.head() : position ? BigInt(position.getCommitPosition()) : null;
  const selection = selectionOf(options);
  await outgoing.write(confirmationMessage(randomUUID()));
  await follow(store, after, selection, options, outgoing);
}

/** The same for one stream, behind a revision, exclusive. A stream that does not exist yet is waited for. */
export async function subscribeToStream(
  store: EventReader,
  options: Options,
  outgoing: Outgoing,
): Promise<void> {
  const place = options.getStream();
  const stream = streamOf(place?.getStreamIdentifier());
  if (!place || stream === '') throw new RefusedCall('invalid', 'a subscription needs the name of a stream');
  let after = await store.head();
  let revision = place.hasRevision() ? Number(place.getRevision()) : -1;
  await outgoing.write(confirmationMessage(randomUUID()));
  while (!place.hasEnd()) {
    const page = await store.readStream(stream, { from: revision + 1, limit: PAGE });
    for (const event of page) await outgoing.writeEvent(event, uuidFormOf(options));
    const last = page.at(-1);
    revision = last?.revision ?? revision;
    if (last && (after === null || last.position > after)) after = last.position;
    if (page.length < PAGE) break;
  }
  const matches = (event: RecordedEvent) => event.stream === stream && event.revision > revision;
  await follow(store, after, { matches, checkpointEvery: null }, options, outgoing);
}

async function follow(
  store: EventReader,
  after: Position | null,
  selection: EventSelection,
  options: Options,
  outgoing: Outgoing,
): Promise<void> {
  const sent = new SentSoFar(selection, uuidFormOf(options), outgoing);
  for await (const batch of store.subscribeAll({ after, signal: outgoing.ended }))
    if (batch.kind === 'events') await sent.events(batch.events);
    else await sent.caughtUp(batch.position);
}

/** What one subscriber has been sent. */
class SentSoFar {
  private considered = 0;
  /** The last position the subscriber knows of. */
  private told: Position | null = null;
  private live = false;

  constructor(
    private readonly selection: EventSelection,
    private readonly form: 'string' | 'structured',
    private readonly outgoing: Outgoing,
  ) {}

  async events(events: readonly RecordedEvent[]): Promise<void> {
    const { checkpointEvery } = this.selection;
    for (const event of events) {
      this.considered++;
      if (this.selection.matches(event)) {
        const waited = await this.outgoing.writeEvent(event, this.form);
        this.told = event.position;
        if (waited) await this.fellBehind();
      }
      if (checkpointEvery !== null && this.considered % checkpointEvery === 0)
        await this.checkpoint(event.position);
    }
  }

  async caughtUp(position: Position | null): Promise<void> {
    if (this.selection.checkpointEvery !== null && position !== null && position !== this.told)
      await this.checkpoint(position);
    if (this.live) return;
    this.live = true;
    await this.outgoing.write(caughtUpMessage());
  }

  /** It reads slower than others write: it is live no more, and is told so. */
  private async fellBehind(): Promise<void> {
    if (!this.live) return;
    this.live = false;
    await this.outgoing.write(fellBehindMessage());
  }

  private async checkpoint(position: Position): Promise<void> {
    this.told = position;
    await this.outgoing.write(checkpointMessage(position));
  }
}
