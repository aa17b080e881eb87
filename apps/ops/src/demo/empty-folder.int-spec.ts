import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyFolder } from './empty-folder.js';

describe('the folder of the demo', () => {
  let root: string;
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'civitas-demo-spec-'));
  });
  afterEach(() => rm(root, { recursive: true }));

  it('is the wanted one when it is empty, made where it is missing', async () => {
    expect(await emptyFolder(root)).toBe(root);
    const missing = join(root, 'a', 'b');
    expect(await emptyFolder(missing)).toBe(missing);
    expect(await readdir(missing)).toEqual([]);
  });

  it('is refused when it holds anything, which stays', async () => {
    await writeFile(join(root, 'ledger'), 'something');
    await expect(emptyFolder(root)).rejects.toThrow(/holds something/);
    expect(await readdir(root)).toEqual(['ledger']);
  });

  it('is a fresh one when none is wanted', async () => {
    const [one, other] = [await emptyFolder(undefined), await emptyFolder(undefined)];
    try {
      expect(one).not.toBe(other);
      expect(await readdir(one)).toEqual([]);
    } finally {
      await Promise.all([rm(one, { recursive: true }), rm(other, { recursive: true })]);
    }
  });
});
