import { verify, type SqliteReadModels } from '#platform/projections';
import { eventually, type MemoryEventStore } from '#platform/testing';
import { VerifierFile } from '../src/sqlite/verifier-file.js';
import { DEFINITIONS } from './town.js';
import { caughtUp, foundTown, type TownHall } from './town-hall.js';

const EVENTS = 700;
const FORGED = `UPDATE "rows:gazette:1" SET row = '{"printed":99}', seal = NULL WHERE key = 'person-5'`;

describe('seals over a restart', () => {
  let hall: TownHall;
  let store: MemoryEventStore;
  let models: SqliteReadModels;

  beforeEach(async () => ({ hall, store, models } = await foundTown(EVENTS)));
  afterEach(() => hall.close());

  const isSealed = (): boolean => {
    const file = new VerifierFile(hall.file, { readonly: true });
    const mark = file.marks().find(({ projection }) => projection === 'gazette');
    file.close();
    return mark?.isSealed === true;
  };
  const sealedAndStopped = async (): Promise<void> => {
    const projector = hall.projector(store);
    await caughtUp(models, store);
    await eventually('the mark that every row is sealed', isSealed);
    await projector.stop();
    expect(hall.unsealed('gazette')).toBe(0);
  };
  const coverage = () => models.status().find(({ name }) => name === 'gazette')?.coverage;

  it('find a row that was changed by hand, its seal taken off, while nobody looked', async () => {
    await sealedAndStopped();
    hall.alter(FORGED);
    const report = await verify({ definitions: DEFINITIONS, store, file: hall.file });
    expect(report.projections.find(({ name }) => name === 'gazette')?.fault).toBe(
      'row person-5 is not as it was written',
    );
    hall.projector(store);
    expect(await eventually('its fault', () => coverage()?.reason, 5_000)).toBe(
      'row person-5 is not as it was written',
    );
    expect(hall.unsealed('gazette')).toBe(1);
  });

  it('are given where the verifier had not come by before the stop', async () => {
    await sealedAndStopped();
    hall.run(`UPDATE coverage SET is_sealed = 0; UPDATE "rows:gazette:1" SET seal = NULL`);
    hall.projector(store);
    await eventually('seals of all rows', () => isSealed() && hall.unsealed('gazette') === 0);
    expect(coverage()?.wrong).toBe(false);
  });
});
