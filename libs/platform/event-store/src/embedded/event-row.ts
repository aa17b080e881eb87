import { type Connection, hasChecksums } from './log-file.js';

/** In the order of {@link eventColumns}: numbers only. Names and bytes are fetched beside. */
export type EventRow = [
  position: number,
  stream: number,
  revision: number,
  type: number,
  contentType: number,
  createdMs: number,
  createdTicks: number,
  dataBytes: number,
  metadataBytes: number,
  checksum: number | null,
];

/** What to select of `events e`; a log that was written without checksums has none to check. */
export const eventColumns = (db: Connection): string =>
  `e.position, e.stream, e.revision, e.type, e.content_type, e.created_ms, e.created_ticks, length(e.data),
   length(e.metadata), ${hasChecksums(db) ? 'e.checksum' : 'NULL'}`;

/** Of an event's id. */
export const ID_BYTES = 16;

/** What an event takes in memory while it is handed over. */
export const bytesOf = (row: EventRow): number => ID_BYTES + row[7] + row[8];
