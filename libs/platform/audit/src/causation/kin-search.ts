import { setImmediate as nextTurn } from 'node:timers/promises';
import {
  type BackwardReader,
  type EventMetadata,
  type EventReader,
  isSystemStream,
  type RecordedEvent,
} from '#platform/event-store';
import { type CausationTree, causationTree, type Kin } from './kin.js';

/** A page is read on the thread that serves requests: about half a millisecond. */
const PAGE = 500;
/** Of the event's own stream, around it. */
const OWN_STREAM = 1_000;
/** Before the event, even when its cause is known: a command that is needed for another one is done first. */
const SHORTLY_BEFORE = 5_000;
/** Of one correlation. */
const MOST_KIN = 500;

export interface KinSearch {
  readonly tree: CausationTree;
  /** The start or the cause, and the end of the ledger, were reached. */
  readonly complete: boolean;
  /** Events looked at. */
  readonly searched: number;
}

export type SearchedStore = EventReader & Partial<Pick<BackwardReader, 'readAllBackwards'>>;

/**
 * Finds the events of one event's correlation without an index: in its own stream, then in the ledger around it,
 * nearest first, `within` events at most. Metadata is compared as bytes and parsed only where it matches. The thread
 * is left to others after each page.
 */
export class KinFinder {
  private readonly kin = new Map<string, Kin>();
  private searched = 0;

  constructor(
    private readonly store: SearchedStore,
    private readonly of: Kin,
    private readonly within: number,
  ) {
    this.kin.set(of.recorded.id, of);
  }

  async find(): Promise<KinSearch> {
    const { correlationId } = this.of.metadata;
    let complete = true;
    if (correlationId !== undefined) {
      await this.lookInStream(correlationId);
      const before = await this.lookBefore(correlationId);
      const after = await this.lookAfter(correlationId);
      complete = before && after;
    }
    return { tree: this.tree(), complete, searched: this.searched };
  }

  private tree(): CausationTree {
    return causationTree(this.of, [...this.kin.values()]);
  }

  private async lookInStream(correlationId: string): Promise<void> {
    const { stream, revision } = this.of.recorded;
    const from = Math.max(0, revision - OWN_STREAM / 2);
    this.keep(await this.store.readStream(stream, { from, limit: OWN_STREAM }), correlationId);
  }

  /** False when a cause is still missing and there was more to look at. */
  private async lookBefore(correlationId: string): Promise<boolean> {
    const { store } = this;
    if (!store.readAllBackwards) return this.tree().missing === null;
    let before = this.of.recorded.position;
    for (let looked = 0; ;) {
      const isFound = this.tree().missing === null;
      if (isFound && looked >= Math.min(SHORTLY_BEFORE, this.within / 2)) return true;
      if (looked >= this.within / 2 || this.isFull) return isFound;
      const page = await store.readAllBackwards(before, PAGE);
      const last = page.at(-1);
      if (!last) return true;
      this.keep(page, correlationId);
      before = last.position;
      looked += page.length;
      await nextTurn();
    }
  }

  /** False when it did not get to the end. */
  private async lookAfter(correlationId: string): Promise<boolean> {
    for (let after: bigint | null = this.of.recorded.position; this.searched < this.within && !this.isFull;) {
      const page = await this.store.readAll({ after, limit: PAGE });
      this.keep(page.events, correlationId);
      if (page.end) return true;
      after = page.next;
      await nextTurn();
    }
    return false;
  }

  private get isFull(): boolean {
    return this.kin.size >= MOST_KIN;
  }

  private keep(events: readonly RecordedEvent[], correlationId: string): void {
    this.searched += events.length;
    for (const recorded of events) {
      if (isSystemStream(recorded.stream) || !bytesOf(recorded.metadata).includes(correlationId)) continue;
      const metadata = metadataOf(recorded);
      if (metadata.correlationId === correlationId && !this.isFull)
        this.kin.set(recorded.id, { recorded, metadata });
    }
  }
}

/** Of an event of ours; empty for bytes that are no JSON object. */
export function metadataOf({ metadata }: RecordedEvent): Partial<EventMetadata> {
  try {
    const parsed = JSON.parse(bytesOf(metadata).toString()) as Partial<EventMetadata> | null;
    return typeof parsed === 'object' && parsed !== null ? parsed : {};
  } catch {
    return {};
  }
}

const bytesOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
