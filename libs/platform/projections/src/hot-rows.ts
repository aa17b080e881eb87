/** How many rows, and characters of their JSON, are kept. */
export interface HotLimits {
  readonly rows: number;
  readonly characters: number;
}

export interface HotRow {
  readonly row: object;
  /** Characters of its JSON when it was written last; 0 while that was not here. */
  readonly characters: number;
}

/** Parsed rows that were used lately, within limits: what neither of the last two stretches of use touched goes. */
export class HotRows {
  private young = new Map<string, HotRow>();
  private old = new Map<string, HotRow>();
  private youngCharacters = 0;

  constructor(private readonly limits: HotLimits) {}

  get(key: string): HotRow | undefined {
    const young = this.young.get(key);
    if (young) return young;
    const old = this.old.get(key);
    if (old) this.set(key, old);
    return old;
  }

  set(key: string, hot: HotRow): void {
    this.young.set(key, hot);
    this.youngCharacters += hot.characters;
    const { rows, characters } = this.limits;
    if (this.young.size * 2 < rows && this.youngCharacters * 2 < characters) return;
    this.old = this.young;
    this.young = new Map();
    this.youngCharacters = 0;
  }

  delete(key: string): void {
    this.young.delete(key);
    this.old.delete(key);
  }
}
