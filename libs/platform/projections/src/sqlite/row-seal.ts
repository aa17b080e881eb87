import { crc32 } from 'node:zlib';

/** A row as it lies in the file. */
export interface SealedRow {
  readonly key: string;
  /** JSON. */
  readonly row: string;
  readonly ordinal: number;
  readonly revision: number;
  /** Null where it was written in bulk and the verifier has not come by yet. */
  readonly seal: number | null;
}

/** A row is not as the projector wrote it: somebody changed it by hand, or the disk did. */
export class BrokenSeal extends Error {
  override readonly name = 'BrokenSeal';
  constructor(readonly key: string) {
    super(`row ${key} is not as it was written`);
  }
}

/** CRC-32 of everything a row says. It finds accidents and meddling by hand; it is no signature. */
export const sealOf = (key: string, row: string, ordinal: number, revision: number): number =>
  crc32(row, crc32(`${key}\n${ordinal}\n${revision}`));

export const isSealIntact = ({ key, row, ordinal, revision, seal }: SealedRow): boolean =>
  seal === null || seal === sealOf(key, row, ordinal, revision);

/** Throws {@link BrokenSeal}. */
export function checkSeal(row: SealedRow): void {
  if (!isSealIntact(row)) throw new BrokenSeal(row.key);
}
