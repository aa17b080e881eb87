import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { BackupRefused, type BackupManifest, openEmbeddedLog, UnreadableLog } from '#platform/event-store';
import { archive } from './archive.js';
import { everything, ids, newEvents, newStream } from './samples.js';

const { place, openedLog, backUp, restore } = archive();

describe('a restore of the embedded log', () => {
  beforeEach(async () => {
    const log = await openedLog();
    await log.append(newStream(), 'none', newEvents(500));
    await backUp();
    await log.close();
  });

  const file = (): string => join(place('backup'), 'log.sqlite');
  const alter = (change: (manifest: BackupManifest) => object): void => {
    const path = join(place('backup'), 'manifest.json');
    writeFileSync(path, JSON.stringify(change(JSON.parse(readFileSync(path, 'utf8')) as BackupManifest)));
  };
  const refused = async (kind: new (message: string) => Error, sentence: RegExp): Promise<void> => {
    const error: unknown = await restore().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(kind);
    expect((error as Error).message).toMatch(sentence);
    expect(existsSync(join(place('restored'), 'log.sqlite'))).toBe(false);
  };

  it('refuses a directory in which there is something, and touches nothing of it', async () => {
    mkdirSync(place('restored'));
    writeFileSync(join(place('restored'), 'read-models.sqlite'), '');
    await refused(BackupRefused, /restored is not empty, it holds read-models\.sqlite: name a new DATA_DIR/);
    expect(readdirSync(place('restored'))).toEqual(['read-models.sqlite']);
  });

  it('refuses a folder that is none, or holds no finished backup', async () => {
    await expect(restore('nowhere')).rejects.toThrow(
      /there is no finished backup in .*nowhere: it has no manifest\.json/,
    );
    writeFileSync(join(place('backup'), 'manifest.json'), 'minutes of the meeting');
    await refused(BackupRefused, /manifest\.json cannot be read/);
  });

  it('refuses a file in the place of the directory', async () => {
    writeFileSync(place('restored'), 'here first');
    await refused(BackupRefused, /restored is no directory: name a new DATA_DIR/);
    expect(readFileSync(place('restored'), 'utf8')).toBe('here first');
  });

  it('names what lay beside the log and is gone from the backup, or cut off', async () => {
    alter((manifest) => ({
      ...manifest,
      ...{ companions: [{ name: 'beside.sqlite', bytes: 100, sha256: '' }], sum: undefined },
    }));
    await refused(UnreadableLog, /beside\.sqlite is missing, 100 bytes were backed up/);
    writeFileSync(join(place('backup'), 'beside.sqlite'), 'short');
    await refused(UnreadableLog, /beside\.sqlite has 5 bytes, 100 bytes were backed up/);
  });

  it('refuses a byte that flipped, and leaves the directory as empty as it was', async () => {
    const bytes = readFileSync(file());
    bytes.writeUInt8(bytes.readUInt8(40_000) ^ 1, 40_000);
    writeFileSync(file(), bytes);
    await refused(UnreadableLog, /backup\/log\.sqlite is damaged: its SHA-256 is \w+, \w+ was backed up/);
  });

  it('refuses a file that is cut off, or gone', async () => {
    truncateSync(file(), 40_960);
    await refused(UnreadableLog, /log\.sqlite has 40960 bytes, \d+ bytes were backed up/);
  });

  it('refuses a backup of a newer build, by its manifest or by its file', async () => {
    alter((manifest) => ({ ...manifest, format: 2 }));
    await refused(
      BackupRefused,
      /has format 2, this build reads format 1: restore it with the build that took it/,
    );
    alter((manifest) => ({ ...manifest, format: 1 }));
    const db = new Database(file());
    db.pragma('user_version = 99');
    db.close();
    await refused(UnreadableLog, /has format 99; this build reads format \d+: use the build that wrote it/);
  });

  it('refuses a manifest that is not the file’s', async () => {
    alter(({ events, ordinal, ...manifest }) => ({
      ...manifest,
      ...{ events: events - 1, ordinal: ordinal - 1, sum: undefined },
    }));
    await refused(UnreadableLog, /does not end where its manifest says/);
  });

  it.each<readonly [string, (manifest: BackupManifest) => object]>([
    ['the ledger’s name', (manifest) => ({ ...manifest, ledgerId: manifest.storeId })],
    ['when it was taken', (manifest) => ({ ...manifest, takenAt: '2000-01-01T00:00:00.000Z' })],
    ['how much it holds', (manifest) => ({ ...manifest, events: manifest.events - 1 })],
    ['the name of a field', ({ companions, ...manifest }) => ({ ...manifest, kompanions: companions })],
  ])('refuses a manifest in which %s was changed', async (_, change) => {
    alter(change);
    await refused(BackupRefused, /manifest\.json is damaged: it is other than written; take another backup/);
  });

  it.each<readonly [string, object]>([
    ['no file', { file: undefined }],
    ['no companions', { companions: undefined }],
    ['a file of elsewhere', { companions: [{ name: '../other.sqlite', bytes: 1, sha256: '' }] }],
    ['no instant', { takenAt: 'yesterday' }],
  ])('refuses a manifest without a sum that names %s', async (_, change) => {
    alter((manifest) => ({ ...manifest, sum: undefined, ...change }));
    await refused(BackupRefused, /manifest\.json is not the manifest of a backup/);
  });

  it('takes a backup of a build before manifests had a sum', async () => {
    alter((manifest) => ({ ...manifest, sum: undefined }));
    await expect(restore()).resolves.toMatchObject({ format: 1 });
  });

  it('that was interrupted is no log, and can be run again', async () => {
    mkdirSync(join(place('restored'), 'restoring'), { recursive: true });
    await expect(openEmbeddedLog(place('restored'))).rejects.toThrow(
      /a restore into .* was interrupted: run it again/,
    );
    await restore();
    const restored = await openEmbeddedLog(place('restored'));
    expect(ids(await everything(restored))).toHaveLength(502);
    await restored.close();
  });

  it('that was killed can be run again, whatever its lock left behind', async () => {
    mkdirSync(join(place('restored'), 'restoring'), { recursive: true });
    for (const left of ['owner.lock', 'owner.json', 'owner.lock-journal'])
      writeFileSync(join(place('restored'), left), '');
    await restore();
    const restored = await openEmbeddedLog(place('restored'));
    expect(ids(await everything(restored))).toHaveLength(502);
    await restored.close();
  });
});
