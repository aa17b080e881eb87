import { PlatformProblem } from '#platform/http';
import type { LedgerPlace } from './ledger-window.js';

/** A place as callers carry it; good for the store that gave it only. */
export const cursorOf = (storeId: string, { ordinal, position }: LedgerPlace): string =>
  Buffer.from(`${storeId}:${ordinal}:${position ?? ''}`).toString('base64url');

const CURSOR = /^([0-9a-f-]{36}):(-?\d{1,15}):(\d{0,20})$/;

/** Throws the problems `malformed-cursor` and `foreign-position`. */
export function placeOf(storeId: string, cursor: string): LedgerPlace {
  const [, store, ordinal, position] = CURSOR.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (position === undefined) throw new PlatformProblem('malformed-cursor');
  if (store !== storeId) throw new PlatformProblem('foreign-position');
  return { ordinal: Number(ordinal), position: position === '' ? null : BigInt(position) };
}
