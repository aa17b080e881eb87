/** Items that belong together; a page may end within them. */
export interface SummaryGroup<Item> {
  /** Unique and ascending within its section. */
  readonly key: string;
  readonly items: readonly Item[];
}

/** A part of the summary: its groups from a key on, lazily. */
export type SummarySection<Item> = (from: string | undefined) => Iterable<SummaryGroup<Item>>;

/** Where a page begins. */
export interface SummaryPlace {
  readonly section: number;
  readonly group?: string;
  /** How many of the group's items were given before. */
  readonly given: number;
}

export interface SummaryPage<Item> {
  readonly items: readonly Item[];
  /** Where the next page begins; absent on the last. */
  readonly next?: SummaryPlace;
}

/** The next `limit` items, section by section; reads no more groups than it needs. */
export function summaryPage<Item>(
  sections: readonly SummarySection<Item>[],
  limit: number,
  from: SummaryPlace = { section: 0, given: 0 },
): SummaryPage<Item> {
  const items: Item[] = [];
  for (let section = from.section; section < sections.length; section++) {
    const resumed: Pick<SummaryPlace, 'group' | 'given'> = section === from.section ? from : { given: 0 };
    for (const group of sections[section]?.(resumed.group) ?? []) {
      const given = group.key === resumed.group ? resumed.given : 0;
      const fresh = group.items.slice(given);
      const room = limit - items.length;
      if (fresh.length > 0 && room === 0) return { items, next: { section, group: group.key, given } };
      items.push(...fresh.slice(0, room));
      if (fresh.length > room) return { items, next: { section, group: group.key, given: given + room } };
    }
  }
  return { items };
}
