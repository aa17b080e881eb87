import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory of its own for each test of the calling suite; removed behind it. */
export function temporaryDirectory(): () => string {
  // Tests that want one start threads and processes, which takes long where others do so, too.
  jest.setTimeout(30_000);
  let directory = '';
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'civitas-log-'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  return () => directory;
}
