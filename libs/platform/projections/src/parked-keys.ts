/** More keys than this, and it is no longer a fault of some keys: the whole projection parks. */
export const MAX_PARKED_KEYS = 100;

const MAX_REASON = 500;
/** Keys longer than this park their projection instead: a checkpoint holds them all. */
export const MAX_PARKED_KEY_LENGTH = 1_000;

/** A key whose events wait, in their order in the ledger, because one of them cannot be folded. */
export interface ParkedKey {
  readonly key: string;
  /** Of the first event that waits. */
  readonly ordinal: number;
  readonly reason: string;
  /** The place just before that event, for whoever reads it again. */
  readonly storeId: string;
  readonly position: string | null;
}

/** What feeding parked keys once more came to. */
export interface RefedKeys {
  /** Their rows now, where they changed. */
  readonly rows: readonly {
    readonly key: string;
    readonly row: object | null;
    readonly ordinal: number;
    readonly revision: number;
  }[];
  /** Keys that were fed. */
  readonly fed: readonly string[];
  /** Those of them that are parked still, or again. */
  readonly parked: readonly ParkedKey[];
  /** Events that wait now, and those that were left out this time. */
  readonly waiting: number;
  readonly skipped: number;
}

/** The parked keys of one generation; never more than {@link MAX_PARKED_KEYS}. */
export class ParkedKeys {
  private readonly keys: Map<string, ParkedKey>;

  constructor(keys: readonly ParkedKey[]) {
    this.keys = new Map(keys.map((parked) => [parked.key, parked]));
  }

  get size(): number {
    return this.keys.size;
  }

  get list(): readonly ParkedKey[] {
    return [...this.keys.values()];
  }

  get(key: string): ParkedKey | undefined {
    return this.keys.get(key);
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }

  /** False, and nothing happens, when there is no room for it. */
  add(parked: ParkedKey): boolean {
    if (this.keys.size >= MAX_PARKED_KEYS || parked.key.length > MAX_PARKED_KEY_LENGTH) return false;
    this.keys.set(parked.key, { ...parked, reason: parked.reason.slice(0, MAX_REASON) });
    return true;
  }

  /** Forgets those that were parked at an ordinal. */
  removeSince(ordinal: number): void {
    for (const parked of this.keys.values()) if (parked.ordinal >= ordinal) this.keys.delete(parked.key);
  }

  remove(key: string): void {
    this.keys.delete(key);
  }
}
