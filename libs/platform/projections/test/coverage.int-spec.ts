import type { RecordedEvent } from '#platform/event-store';
import { ProjectionUnavailable, type ProjectionStatus, type SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { rebuild } from './operators.js';
import { DEFINITIONS, gazette, live } from './town.js';
import { caughtUp, foundTown, seenThrough, storedRows, type TownHall } from './town-hall.js';

const EVENTS = 700;
const isPraise = ({ type, revision }: RecordedEvent): boolean => type === 'PersonPraised' && revision > 300;

describe('counted coverage', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(EVENTS)));
  afterEach(() => hall.close());

  const verified = (ordinal: number): Promise<boolean> =>
    eventually('the recount', () =>
      models.status().every(({ coverage }) => coverage.verifiedTo === ordinal && !coverage.wrong),
    );
  const faultOf = (name: string): Promise<string> =>
    eventually(
      `the fault of ${name}`,
      () => models.status().find((status) => status.name === name)?.coverage.reason,
      5_000,
    );
  const wrong = (): readonly string[] =>
    models.status().flatMap(({ name, coverage }: ProjectionStatus) => (coverage.wrong ? [name] : []));

  it('comes to what projections say they were fed, also while they are fed and after a restart', async () => {
    const first = hall.projector(store);
    await verified(EVENTS);
    for (let from = EVENTS + 1; from < EVENTS + 300; from += 100) {
      await live(store, from, 100);
      await caughtUp(models, store);
    }
    await verified(EVENTS + 300);
    await first.stop();
    let read = 0;
    const counted = seenThrough(store, (events) => ((read += events.length), events));
    hall.projector(store, DEFINITIONS, counted);
    await live(store, EVENTS + 301, 50);
    await verified(EVENTS + 350);
    expect(read).toBeLessThan(EVENTS);
    for (const { coverage, handled } of models.status())
      expect(coverage).toMatchObject({ recounted: handled, waiting: 0, skipped: 0, reason: null });
  });

  it('finds an event that a projection was not fed', async () => {
    const lossy = seenThrough(store, (events) => {
      const lost = events.findIndex(isPraise);
      return lost < 0 ? events : events.toSpliced(lost, 1);
    });
    hall.projector(lossy, DEFINITIONS, store);
    expect(await faultOf('gazette')).toMatch(
      /^up to ordinal \d+ the ledger holds \d+ events for it, it was fed \d+$/,
    );
    expect(wrong()).toContain('people');
  });

  it('finds an event that was fed twice in the place of another', async () => {
    const doubling = seenThrough(store, (events) => {
      const first = events.findIndex(isPraise);
      const next = events.findIndex((event, index) => index > first && isPraise(event));
      return first < 0 || next < 0 ? events : events.with(next, events[first] as RecordedEvent);
    });
    hall.projector(doubling, DEFINITIONS, store);
    expect(await faultOf('praises-by-street')).toMatch(/it was fed other events than the ledger holds$/);
  });

  it.each([
    ['back', `SET ordinal = ordinal - 5`, /went back to ordinal 695; it was verified up to 700$/],
    ['forward', `SET ordinal = ordinal + 5`, /stands at ordinal 705, the ledger ends at 700$/],
    [
      'to another position',
      `SET position = position - 7`,
      /at ordinal 700 names position \d+, which is another/,
    ],
    ['in its count', `SET handled = handled + 1`, /holds 700 events for it, it was fed 701$/],
    ['in its sum', `SET id_sum = id_sum + 1`, /it was fed other events than the ledger holds$/],
  ])('finds a checkpoint that was moved %s by hand', async (_, change, fault) => {
    hall.projector(store);
    await verified(EVENTS);
    hall.alter(`UPDATE checkpoints ${change} WHERE projection = 'people'`);
    expect(await faultOf('people')).toMatch(fault);
    expect(wrong()).toEqual(['people']);
  });

  it('finds rows that were fed again because somebody moved their checkpoint while nobody looked', async () => {
    const first = hall.projector(store);
    await caughtUp(models, store);
    await first.stop();
    hall.alter(
      `UPDATE checkpoints SET ordinal = ordinal - 3, position = position - 21 WHERE projection = 'gazette'`,
    );
    hall.projector(store);
    expect(await faultOf('gazette')).toMatch(/it was fed \d+$|went back/);
    expect(wrong()).toEqual(['gazette']);
  });

  it('finds a row that was changed by hand, written in bulk or live', async () => {
    hall.projector(store);
    await verified(EVENTS);
    await live(store, EVENTS + 1, 50);
    await verified(EVENTS + 50);
    hall.alter(`UPDATE "rows:gazette:1" SET row = '{"printed":99}' WHERE key = 'person-5'`);
    const printed = models.of<object>(gazette);
    models.poke();
    expect(() => printed.get('person-5')).toThrow('row person-5 is not as it was written');
    expect(() => printed.list({ limit: 1000 })).toThrow(ProjectionUnavailable);
    expect(printed.get('person-6')).not.toBeNull();
    expect(await faultOf('gazette')).toBe('row person-5 is not as it was written');
    hall.alter(
      `UPDATE "rows:praises-by-street:1" SET row = replace(row, '"praises":', '"praises":1') WHERE key = 'street-1'`,
    );
    expect(await faultOf('praises-by-street')).toBe('row street-1 is not as it was written');
    expect(wrong()).toEqual(['praises-by-street', 'gazette']);
  });

  it.each([
    ['deleted', `DELETE FROM "rows:gazette:1" WHERE key = 'person-5'`, -1],
    [
      'added',
      `INSERT INTO "rows:gazette:1" SELECT 'person-of-nobody', row, ordinal, revision, NULL
       FROM "rows:gazette:1" WHERE key = 'person-5'`,
      1,
    ],
  ])(
    'finds a row that was %s by hand, also while others are written, until they are folded anew',
    async (_, change, more) => {
      hall.projector(store);
      await verified(EVENTS);
      const { gazette: rows = {} } = storedRows(models);
      hall.alter(change);
      const written = Object.keys(rows).length;
      expect([
        `${written + more} rows lie in the file, ${written} were written`,
        'row person-of-nobody is not as it was written',
      ]).toContain(await faultOf('gazette'));
      await live(store, EVENTS + 1, 300);
      await caughtUp(models, store);
      expect(wrong()).toEqual(['gazette']);
      await rebuild(store, models, 'gazette');
      await verified(EVENTS + 301);
      hall.expectRowsCounted();
    },
  );

  it('finds a row that was put in the place of another, though as many lie there as were written', async () => {
    hall.projector(store);
    await verified(EVENTS);
    await eventually('seals of all rows', () => hall.unsealed('gazette') === 0);
    hall.alter(`UPDATE "rows:gazette:1" SET key = 'person-of-nobody', seal = NULL WHERE key = 'person-5'`);
    expect(await faultOf('gazette')).toBe('row person-of-nobody is not as it was written');
  });

  it('goes on when what it found could not be kept for a while', async () => {
    let looks = 0;
    const counting = seenThrough(store, (events) => {
      looks++;
      return events;
    });
    hall.projector(store, DEFINITIONS, counting);
    await verified(EVENTS);
    hall.run('ALTER TABLE coverage RENAME TO away');
    for (let round = 1; round <= 5; round++) {
      const before = looks;
      await live(store, EVENTS + round, 1);
      await eventually('a recount', () => looks > before);
    }
    hall.run('ALTER TABLE away RENAME TO coverage');
    await verified(EVENTS + 5);
  });

  it('finds a hole in a stream, and says so at every projection', async () => {
    const holed = seenThrough(store, (events) =>
      events.map((event) =>
        event.stream === 'town.life-1' && event.revision === 450 ? { ...event, revision: 451 } : event,
      ),
    );
    hall.projector(store, DEFINITIONS, holed);
    expect(await faultOf('people')).toBe(
      'revision 451 of stream town.life-1, at ordinal 451, does not follow the one before it',
    );
    expect(wrong()).toHaveLength(3);
  });

  it('is forgotten with the rows it was found in: a rebuild is counted for itself', async () => {
    hall.projector(store);
    await verified(EVENTS);
    hall.alter(`UPDATE "rows:gazette:1" SET row = '{"printed":99}' WHERE key = 'person-5'`);
    await faultOf('gazette');
    await rebuild(store, models, 'gazette');
    await verified(EVENTS + 1);
    expect(models.status()[2]).toMatchObject({ name: 'gazette', generation: 2 });
  });
});
