import Database from 'better-sqlite3';
import { countEntries } from '#platform/event-store';
import { projectionsIn, type ProjectionShard, shardFile } from '#platform/projections';
import { eventually } from '#platform/testing';
import { PROJECTION_SHARDS } from '../../apps/projector/src/shards.js';
import { settled } from './city.js';
import { WatchedServer } from './watched-server.js';

jest.setTimeout(60_000);

let watched: WatchedServer;
beforeAll(async () => {
  watched = await WatchedServer.start();
  await watched.city.unit('某学校');
  await settled(watched.server);
});
afterAll(() => watched.remove());

const faultOf = (name: string): Promise<string> =>
  watched.found(name, `the fault of ${name}`, ({ coverage }) => coverage.reason);

function fileOf(projection: string): Database.Database {
  const isHome = (shard: ProjectionShard) => projectionsIn(shard).some(({ name }) => name === projection);
  return new Database(shardFile(watched.dataDir, PROJECTION_SHARDS.find(isHome) as ProjectionShard));
}

/** Changes one row of the file a projection lies in, which may be in use. */
function byHand(projection: string, statement: string): void {
  const database = fileOf(projection);
  expect(database.prepare(statement).run().changes).toBe(1);
  database.close();
}

const moved = (projection: string, change: string): void =>
  byHand(
    projection,
    `UPDATE checkpoints SET ${change} WHERE projection = '${projection}' AND state = 'active'`,
  );

const rowsOf = async (name: string): Promise<string> =>
  `"rows:${name}:${(await watched.stateOf(name)).generation}"`;

/** A row that nobody has sealed yet is not known to have been another. */
async function renamed(projection: string): Promise<void> {
  const rows = await rowsOf(projection);
  await eventually('all rows to be sealed', () => {
    const database = fileOf(projection);
    const unsealed = database.prepare(`SELECT count(*) FROM ${rows} WHERE seal IS NULL`).pluck().get();
    database.close();
    return unsealed === 0;
  });
  byHand(projection, `UPDATE ${rows} SET row = replace(row, '某学校', '某学院') WHERE row LIKE '%某学校%'`);
}

/** What the tests before the last have damaged. */
const WRONG = [
  'units',
  'jurisdictions',
  'titles-known-units',
  'notices',
  'activities-known-units',
  'supervision-known-units',
];

async function anew(...names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { generation } = await watched.stateOf(name);
    expect((await watched.operator.ask('POST', `/v1/projections/${name}/rebuild`)).status).toBe(202);
    await eventually(
      `${name} to be folded anew`,
      async () => (await watched.stateOf(name)).generation > generation,
    );
  }
  await watched.isWell();
}

describe('a running server', () => {
  it('finds an event that was skipped, one that was doubled, a row and a checkpoint changed by hand', async () => {
    await watched.registered({ name: '某医院' }, async (log) => {
      const { events } = await log.readAll({ after: null });
      const last = countEntries(events, -1).findLast(
        ({ recorded }) => recorded.type === 'JurisdictionRegistered',
      );
      moved('units', 'ordinal = ordinal + 1, position = position + 1');
      moved(
        'jurisdictions',
        `ordinal = ${Number(last?.ordinal) - 1}, position = ${Number(last?.recorded.position) - 1}`,
      );
    });
    expect(await faultOf('units')).toMatch(
      /^up to ordinal \d+ the ledger holds \d+ events for it, it was fed \d+$/,
    );
    expect(await faultOf('jurisdictions')).toMatch(/it was fed \d+$|went back/);
    await renamed('titles-known-units');
    expect(await faultOf('titles-known-units')).toMatch(/^row \S+ is not as it was written$/);
    moved('notices', 'ordinal = ordinal + 3');
    expect(await faultOf('notices')).toMatch(/stands at ordinal \d+, the ledger ends at \d+$/);
    const { status, degraded, projections = '' } = await watched.readiness();
    expect({ status, degraded }).toEqual({ status: 200, degraded: true });
    for (const name of ['units', 'jurisdictions', 'titles-known-units', 'notices'])
      expect(projections).toContain(`${name} is wrong: `);
    expect(await watched.ops('verify')).toMatchObject({ code: 1 });
  });

  it('finds a row that was deleted by hand and one that was added', async () => {
    const fewer = await rowsOf('activities-known-units');
    byHand('activities-known-units', `DELETE FROM ${fewer} WHERE key = (SELECT min(key) FROM ${fewer})`);
    expect(await faultOf('activities-known-units')).toMatch(/^\d+ rows lie in the file, \d+ were written$/);
    const more = await rowsOf('supervision-known-units');
    byHand(
      'supervision-known-units',
      `INSERT INTO ${more} SELECT 'nobody', row, ordinal, revision, NULL FROM ${more} LIMIT 1`,
    );
    expect(await faultOf('supervision-known-units')).toMatch(
      /^(\d+ rows lie in the file, \d+ were written|row nobody is not as it was written)$/,
    );
    expect((await watched.readiness()).projections).toContain('activities-known-units is wrong: ');
    expect(await watched.ops('verify')).toMatchObject({ code: 1 });
  });

  it('is well again when what was wrong is folded anew', async () => {
    await anew(...WRONG);
    expect(await watched.ops('replay')).toMatchObject({ code: 0 });
  });

  it.each([
    ['results', 'titles-known-units'],
    ['records', 'activities-known-units'],
  ])('a replay names the row of the %s that was changed by hand', async (_, projection) => {
    await renamed(projection);
    const { code, stdout } = await watched.ops('replay');
    expect(code).toBe(1);
    const named = stdout.split('\n').filter((line) => line.includes('某学院') && line.includes('某学校'));
    expect(named.map((line) => line.split(' | ')[0])).toEqual([projection]);
    await anew(projection);
  });
});
