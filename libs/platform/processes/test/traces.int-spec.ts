import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { happen, lent } from './library.js';
import { DUE, readingRooms } from './reading-room.js';
import { FILE_VERSION, TABLES } from '../src/sqlite/schema.js';
import { ProcessFile } from '../src/sqlite/process-file.js';

const room = readingRooms();
const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

it('the trace of an event goes on in the commands it leads to, at once and when its timer fires', async () => {
  const engine = await room().atWork();
  await happen(room().store, lent('a'), 0, TRACE);
  await happen(room().store, lent('b'));
  await engine.settle();
  room().now = DUE;
  await engine.settle();
  const traces = room().dispatched.map(({ key, command, traceparent }) => [key, command, traceparent]);
  expect(traces).toEqual(
    expect.arrayContaining([
      ['a', 'StampCard', TRACE],
      ['a', 'RemindReader', TRACE],
      ['b', 'StampCard', undefined],
      ['b', 'RemindReader', undefined],
    ]),
  );
});

it('what an earlier build wrote, which knew of no traces, is read on', () => {
  const directory = mkdtempSync(join(tmpdir(), 'civitas-process-file-'));
  try {
    const path = join(directory, 'processes.sqlite');
    const database = new Database(path);
    database.pragma(`user_version = ${FILE_VERSION}`);
    database.exec(TABLES);
    database.exec(`
      INSERT INTO outbox (id, process, key, command, data, causation_id, correlation_id)
      VALUES ('c1', 'lending', 'a', 'StampCard', '{}', 'e1', 'visit-a')`);
    database.close();
    for (const start of ['the first', 'another']) {
      const file = ProcessFile.open(path);
      const [waiting] = file.outbox.next(0, 1);
      expect([start, waiting?.command]).toEqual([
        start,
        {
          id: 'c1',
          process: 'lending',
          key: 'a',
          command: 'StampCard',
          data: {},
          causationId: 'e1',
          correlationId: 'visit-a',
        },
      ]);
      file.close();
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
