/** Whether an operator said that the event at an ordinal is to be left out where it fails: for a key, or wholly. */
export interface Skips {
  has(ordinal: number, key: string | null): boolean;
}

export const NO_SKIPS: Skips = { has: () => false };
