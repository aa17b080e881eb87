import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from './configuration.js';
import { prepareDataDirectory } from './data-directory.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'civitas-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const refused = (dataDir: string): string => {
  try {
    prepareDataDirectory(dataDir);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as Error).message;
  }
  throw new Error(`${dataDir} was taken`);
};

describe('the data directory', () => {
  it('is made with those above it, and one that is there is taken; nothing is left in it', () => {
    const dataDir = join(root, 'srv', 'civitas');
    prepareDataDirectory(dataDir);
    prepareDataDirectory(dataDir);
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it.each(['minutes', 'minutes/civitas', 'minutes/of/civitas'])('is refused as %s, of a file', (below) => {
    writeFileSync(join(root, 'minutes'), '');
    const dataDir = join(root, below);
    expect(refused(dataDir)).toBe(
      `DATA_DIR=${dataDir} cannot be used: it is a file, or lies below one; name a directory that can be written`,
    );
  });

  it.each(['/proc', '/proc/civitas', '/proc/a/civitas'])('is refused, at once, as %s', (dataDir) => {
    expect(refused(dataDir)).toMatch(
      new RegExp(
        `^DATA_DIR=${dataDir} cannot be used: (no directory can be made|this user may not write) there;`,
      ),
    );
  });
});
