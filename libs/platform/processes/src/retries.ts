import type { RoutedEntry } from '#platform/projections';
import type { AnyProcess } from './process.js';
import { isRetryOf } from './routing.js';

/** Decisions that a process try again, each followed once however often it is read. */
export class Retries {
  private readonly followed = new Map<string, number>();

  /** Whether one among these entries was not followed yet; then it is. */
  follow(process: AnyProcess, entries: readonly (RoutedEntry & { readonly ordinal: number })[]): boolean {
    const last = entries.findLast(({ events }) => events.some((event) => isRetryOf(process, event)));
    if (!last || last.ordinal <= (this.followed.get(process.name) ?? -1)) return false;
    this.followed.set(process.name, last.ordinal);
    return true;
  }
}
