import type { BackwardReader, EventStore } from '#platform/event-store';
import { everything, ids, newCategory, newEvent, newEvents, newStream } from './samples.js';

export function readingAll(store: () => EventStore): void {
  describe('reading $all', () => {
    it('gives every append in one total order, whatever the stream', async () => {
      const before = await store().head();
      const [one, other] = [newStream(), newStream()];
      const events = newEvents(4);
      for (const [index, event] of events.entries())
        await store().append(index % 2 ? other : one, index < 2 ? 'none' : Math.floor(index / 2) - 1, [
          event,
        ]);
      const found = await everything(store(), { after: before });
      expect(ids(found)).toEqual(ids(events));
      expect(found.map(({ revision }) => revision)).toEqual([0, 0, 1, 1]);
      for (const [index, { position }] of found.entries())
        if (index > 0) expect(position).toBeGreaterThan(found[index - 1]?.position as bigint);
    });

    it('pages without losing or repeating an event', async () => {
      const before = await store().head();
      const events = newEvents(25);
      await store().append(newStream(), 'none', events);
      expect(ids(await everything(store(), { after: before, limit: 7 }))).toEqual(ids(events));
      expect((await store().readAll({ after: before, limit: 7 })).events).toHaveLength(7);
    });

    it('goes on from the position of any event', async () => {
      const before = await store().head();
      const events = newEvents(5);
      await store().append(newStream(), 'none', events);
      for (const [index, { position }] of (await everything(store(), { after: before })).entries())
        expect(ids(await everything(store(), { after: position }))).toEqual(ids(events.slice(index + 1)));
    });

    it('can be read towards the start, from the end and before any position', async () => {
      const backwards = store() as EventStore & Pick<BackwardReader, 'readAllBackwards'>;
      const events = newEvents(5);
      await store().append(newStream(), 'none', events);
      const last = await backwards.readAllBackwards(null, 3);
      expect(ids(last)).toEqual(ids(events.slice(2).reverse()));
      const earlier = await backwards.readAllBackwards(last.at(-1)?.position ?? null, 2);
      expect(ids(earlier)).toEqual(ids(events.slice(0, 2).reverse()));
    });

    it('says the end, and where to go on, when nothing is left', async () => {
      const head = await store().head();
      expect(await store().readAll({ after: head })).toEqual({ events: [], next: head, end: true });
    });

    it('finds what a stream prefix matches and nothing else', async () => {
      const category = newCategory();
      const [first, second] = [newEvent(), newEvent()];
      await store().append(`${category}-1`, 'none', [first]);
      await store().append(`${category}x-1`, 'none', [newEvent()]);
      await store().append(`${category}-2`, 'none', [second]);
      const filter = { streamPrefixes: [`${category}-`] };
      expect(ids(await everything(store(), { filter }))).toEqual([first.id, second.id]);
      expect(ids(await everything(store(), { filter, limit: 1 }))).toEqual([first.id, second.id]);
    });

    it('takes the characters of a prefix as they are', async () => {
      const category = newCategory();
      await store().append(`${category}-1`, 'none', [newEvent()]);
      for (const pattern of [
        `${category.replace('.', '_')}-`,
        `${category.slice(0, 9)}%`,
        `${category.slice(0, 9)}*`,
        category.toUpperCase(),
      ])
        expect(await everything(store(), { filter: { streamPrefixes: [pattern] } })).toEqual([]);
    });

    it('finds what one of several prefixes of stream or type matches', async () => {
      const [category, word] = [newCategory(), newCategory().replace('.', '')];
      const [byStream, byType, byOther, neither] = [
        newEvent(),
        newEvent({ type: `${word}Done` }),
        newEvent({ type: `Not${word}` }),
        newEvent(),
      ];
      await store().append(`${category}-1`, 'none', [byStream]);
      await store().append(newStream(), 'none', [byType]);
      await store().append(newStream(), 'none', [byOther]);
      await store().append(newStream(), 'none', [neither]);
      expect(ids(await everything(store(), { filter: { typePrefixes: [word, `Not${word}`] } }))).toEqual([
        byType.id,
        byOther.id,
      ]);
      expect(
        ids(
          await everything(store(), { filter: { streamPrefixes: [`${category}-`], typePrefixes: [word] } }),
        ),
      ).toEqual(ids([byStream, byType]));
    });

    it('reaches the end also when the filter matches nothing', async () => {
      const { position } = await store().append(newStream(), 'none', newEvents(3));
      let page = await store().readAll({
        after: null,
        limit: 10,
        filter: { streamPrefixes: [newCategory()] },
      });
      while (!page.end)
        page = await store().readAll({
          after: page.next,
          limit: 10,
          filter: { streamPrefixes: [newCategory()] },
        });
      expect(page.events).toEqual([]);
      expect(page.next).toBeGreaterThanOrEqual(position);
    });

    it('names the store by the first event of all', async () => {
      const [first] = (await store().readAll({ after: null, limit: 1 })).events;
      expect(await store().storeId()).toBe(first?.id);
    });
  });
}
