import { crc32 } from 'node:zlib';
import { PlatformProblem } from '#platform/http';
import type { LedgerPlace } from './ledger-window.js';

/** A place as callers carry it; good for the store that gave it only. */
export function cursorOf(storeId: string, { ordinal, position }: LedgerPlace): string {
  const place = `${storeId}:${ordinal}:${position ?? ''}`;
  return Buffer.from(`${place}:${sumOf(place)}`).toString('base64url');
}

/** Ordinals are counted on from the cursor's: with another one, every event of the page would have a wrong one. */
const sumOf = (place: string): string => crc32(place).toString(16);

const CURSOR = /^(([0-9a-f-]{36}):(-?\d{1,15}):(\d{0,20})):([0-9a-f]{1,8})$/;

/** Throws the problems `malformed-cursor` and `foreign-position`. */
export function placeOf(storeId: string, cursor: string): LedgerPlace {
  const [, place, store, ordinal, position, sum] =
    CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (place === undefined || position === undefined || sum !== sumOf(place))
    throw new PlatformProblem('malformed-cursor');
  if (store !== storeId) throw new PlatformProblem('foreign-position');
  return { ordinal: Number(ordinal), position: position === '' ? null : BigInt(position) };
}
