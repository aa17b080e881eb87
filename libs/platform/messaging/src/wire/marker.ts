import type { DigestReading } from './keyed-digest.js';

/** Reserved key of a state topic's markers; no row has it. */
export const MARKER_KEY = '$marker';

/**
 * Body of a marker: the keys alive in this partition and a digest over their values, all records of the
 * partition before it taken, at the ordinal in the headers.
 */
export type Marker = DigestReading & {
  readonly ordinal: number;
  /** How many partitions the relay writes to, from 0 on; a topic may have been given more since. Older markers lack it. */
  readonly partitions?: number;
};

export const MARKER_TYPE = 'civitas.platform.marker.v1';

/** Throws on a body that is no marker. */
export function parseMarker(text: string): Marker {
  const { ordinal, liveKeys, digest, partitions } = JSON.parse(text) as Marker;
  if (!Number.isInteger(ordinal) || !Number.isInteger(liveKeys) || !/^[0-9a-f]{64}$/.test(digest))
    throw new Error(`not a marker: ${text.slice(0, 200)}`);
  return { ordinal, liveKeys, digest, ...(partitions !== undefined && { partitions }) };
}
