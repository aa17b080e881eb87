/** Reads routes as an auditor of everything; every answer is at or behind the demo's last command. */
export class Routes {
  constructor(
    private readonly url: string,
    private readonly token: string,
    private readonly minPosition: string,
  ) {}

  /** The JSON answer. Throws on any other status than 200, naming the route. */
  async get<Answer>(route: string): Promise<Answer> {
    const answer = await fetch(new URL(route, this.url), {
      headers: { authorization: `Bearer ${this.token}`, 'min-position': this.minPosition },
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) throw new Error(`GET ${route} answered ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Answer;
  }

  /** Every item of a list, page by page. */
  async all<Item>(route: string): Promise<Item[]> {
    const items: Item[] = [];
    let cursor: string | undefined;
    do {
      const more = cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await this.get<{ items: Item[]; cursor?: string }>(`${route}&limit=500${more}`);
      items.push(...page.items);
      cursor = page.cursor;
    } while (cursor !== undefined);
    return items;
  }
}
