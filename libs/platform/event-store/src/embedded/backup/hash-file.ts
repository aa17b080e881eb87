import { createHash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';

const CHUNK_BYTES = 1024 * 1024;

export interface HashedFile {
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface HashOptions {
  /** Copied and synced there too; must not exist. */
  readonly to?: string;
  readonly onProgress?: (bytes: number) => void;
}

/** Length and hash of a file as it is read, chunk by chunk. */
export async function hashFile(file: string, { to, onProgress }: HashOptions = {}): Promise<HashedFile> {
  const source = await open(file, 'r');
  const target =
    to === undefined ? null : await open(to, 'wx').catch((error: unknown) => failed(source, error));
  try {
    const hashed = await pump(source, target, onProgress);
    await target?.sync();
    return hashed;
  } finally {
    await target?.close();
    await source.close();
  }
}

async function failed(source: FileHandle, error: unknown): Promise<never> {
  await source.close();
  throw error;
}

async function pump(
  source: FileHandle,
  target: FileHandle | null,
  onProgress: (bytes: number) => void = () => undefined,
): Promise<HashedFile> {
  const hash = createHash('sha256');
  const buffer = Buffer.alloc(CHUNK_BYTES);
  let bytes = 0;
  for (;;) {
    const { bytesRead } = await source.read(buffer, 0, CHUNK_BYTES);
    if (bytesRead === 0) return { bytes, sha256: hash.digest('hex') };
    const chunk = buffer.subarray(0, bytesRead);
    hash.update(chunk);
    if (target) await target.writeFile(chunk);
    onProgress((bytes += bytesRead));
  }
}
