import { derivedId } from '#platform/values';

/** Chance that comes out the same for the same seed. */
export class Chance {
  private drawn = 0;

  constructor(private readonly seed: string) {}

  /** An integer in [from, to]. */
  between(from: number, to: number): number {
    const draw = Number.parseInt(derivedId(this.seed, this.drawn++).slice(0, 8), 16);
    return from + (draw % (to - from + 1));
  }

  pick<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)] as T;
  }

  /** `count` different items, in the list's order. */
  choose<T>(items: readonly T[], count: number): T[] {
    const rest = items.map((_, index) => index);
    const chosen: number[] = [];
    while (chosen.length < count) chosen.push(...rest.splice(this.between(0, rest.length - 1), 1));
    return chosen.sort((a, b) => a - b).map((index) => items[index] as T);
  }

  /** `total` over `shares` places, at least one each. Throws when it cannot be. */
  split(total: number, shares: number): number[] {
    if (total < shares)
      throw new RangeError(`${total} cannot be split into ${shares} shares of at least one`);
    const parts = Array.from({ length: shares }, () => 1);
    for (let rest = total - shares; rest > 0; rest--) {
      const lucky = this.between(0, shares - 1);
      parts[lucky] = (parts[lucky] ?? 0) + 1;
    }
    return parts;
  }
}
