import { copyFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openEmbeddedLog, UnreadableLog } from '#platform/event-store';
import { newEvents } from './samples.js';
import { temporaryDirectory } from './temporary-log.js';

jest.setTimeout(30_000);

const directory = temporaryDirectory();
const file = (): string => join(directory(), 'log.sqlite');

describe('embedded log: its end, when it is opened', () => {
  beforeEach(async () => {
    const log = await openEmbeddedLog(directory());
    await log.append('contract.first', 'none', newEvents(5));
    await log.append('contract.second', 'none', newEvents(5));
    await log.close();
  });

  it.each([
    [
      'UPDATE events SET data = CAST(? AS BLOB) WHERE position = 9',
      /position 9 .*second@2\) is other than written/,
    ],
    [
      'UPDATE events SET created_ms = ? WHERE position = 11',
      /position 11 .*second@4\) is other than written/,
    ],
    ['DELETE FROM events WHERE position = 4 AND ?', /position 4 is missing/],
    [
      'UPDATE events SET revision = iif(position = 11, 7, revision), checksum = NULL WHERE ?',
      /second@7\) does not follow the one before it/,
    ],
    ['UPDATE events SET checksum = NULL WHERE position = 11 AND ?', /second@4\) is other than written/],
    ['DELETE FROM streams WHERE id = 2 AND ?', /unknown stream@0\) is other than written/],
  ])('refuses %s, and names what and where', async (sql, sentence) => {
    change(sql);
    const error: unknown = await openEmbeddedLog(directory()).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(UnreadableLog);
    expect((error as Error).message).toMatch(sentence);
    expect((error as Error).message).toMatch(
      /log\.sqlite is damaged at its end: .* restore the newest backup$/,
    );
  });

  it('lets the directory go, so that a restored log opens there', async () => {
    copyFileSync(file(), `${file()}.kept`);
    change('DELETE FROM events WHERE position = 4 AND ?');
    await expect(openEmbeddedLog(directory())).rejects.toBeInstanceOf(UnreadableLog);
    renameSync(`${file()}.kept`, file());
    const log = await openEmbeddedLog(directory());
    expect(await log.head()).toBe(11n);
    await log.close();
  });
});

function change(sql: string): void {
  const db = new Database(file());
  db.prepare(sql).run(1);
  db.close();
}
