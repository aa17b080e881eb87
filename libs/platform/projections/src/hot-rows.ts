/** Parsed rows that were used lately, at most `max`: what neither of the last two stretches of use touched goes. */
export class HotRows {
  private young = new Map<string, object>();
  private old = new Map<string, object>();

  constructor(private readonly max: number) {}

  get(key: string): object | undefined {
    const young = this.young.get(key);
    if (young) return young;
    const old = this.old.get(key);
    if (old) this.set(key, old);
    return old;
  }

  set(key: string, row: object): void {
    this.young.set(key, row);
    if (this.young.size * 2 < this.max) return;
    this.old = this.young;
    this.young = new Map();
  }

  delete(key: string): void {
    this.young.delete(key);
    this.old.delete(key);
  }
}
