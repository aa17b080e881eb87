import { Count, Text } from '../fields/fields.js';

/** `?limit&cursor` of every list; extend it with the list's own filters. */
export class ListQuery {
  @Count({ min: 1, max: 500, fromText: true, optional: true, about: '每页条数 Items a page.' })
  limit: number = 50;

  /** From the page before. */
  @Text({ max: 2000, optional: true, about: '上一页给出的值 From the page before.' })
  cursor?: string;
}

/** What a list answers; no cursor on the last page. */
export interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly cursor?: string;
}
