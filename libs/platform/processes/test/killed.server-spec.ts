import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { countEntries, openEmbeddedReader } from '#platform/event-store';

const CHILD = fileURLToPath(new URL('./dying-library.mjs', import.meta.url));
const STEPS = ['reacted', 'fired', 'dispatching', 'executed', 'dispatched', 'marked'];

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'civitas-killed-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

/** Answers by which signal the library's life ended; null when it had nothing left to do. */
async function live(life: number, step: string, time: number): Promise<NodeJS.Signals | null> {
  const child = spawn(process.execPath, [CHILD, dataDir, String(life), step, String(time)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code !== null && code !== 0) throw new Error(`the library ended with ${code}`);
  return signal;
}

/** What was done, by book, as the ledger tells: everything that was lent is in it. */
async function cards(): Promise<Record<string, string[]>> {
  const reader = await openEmbeddedReader(dataDir);
  const { events } = await reader.readAll({ after: null, limit: 10_000 });
  await reader.close();
  const done: Record<string, string[]> = {};
  for (const { recorded } of countEntries(events, -1)) {
    const [kind, book = ''] = recorded.stream.split(/-(.*)/);
    if (kind === 'library.book') done[book] = [];
    if (kind === 'library.card') done[book]?.push(recorded.type);
  }
  return done;
}

describe('an engine that is killed between two steps', () => {
  it.each(STEPS)(
    '%s: loses no command and has none done twice',
    async (step) => {
      expect(await live(0, step, 1)).toBe('SIGKILL');
      await live(1, step, 3);
      expect(await live(2, 'none', 0)).toBeNull();
      const done = await cards();
      expect(Object.keys(done).length).toBeGreaterThan(3);
      for (const things of Object.values(done))
        expect(things.sort()).toEqual(['CardStamped', 'ReaderReminded']);
    },
    60_000,
  );
});
