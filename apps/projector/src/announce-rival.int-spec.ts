import { mkdtemp, rm } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Opened } from '#platform/runtime';
import { announceRival } from './announce-rival.js';

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'civitas-'));
});
afterEach(() => rm(dataDir, { recursive: true }));

/** What one that starts says, and how to end it. */
function started() {
  const said: object[] = [];
  const opened = new Opened();
  announceRival(dataDir, { warn: (fields: object) => void said.push(fields) }, opened);
  return { said, end: () => opened.close() };
}

describe('a projector that starts', () => {
  it('says who works on its directory already, and since when', async () => {
    const first = started();
    expect(first.said).toEqual([]);
    const before = new Date().toISOString();
    const { said } = started();
    const words = new RegExp(`^process ${process.pid} on ${hostname()} since (\\S+)$`);
    expect(said).toEqual([{ dataDir, holder: expect.stringMatching(words) as string }]);
    const [, since = ''] = words.exec((said[0] as { holder: string }).holder) ?? [];
    expect(since <= before).toBe(true);
    await first.end();
  });

  it('says nothing where the one before has ended', async () => {
    await started().end();
    const next = started();
    expect(next.said).toEqual([]);
    await next.end();
  });
});
