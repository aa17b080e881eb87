/** Something in a log's file that is not as it was written. */
export type LogFault = EventFault | StreamFault | FileFault;

/** One event, named as far as its row can still be read. */
export interface EventFault {
  readonly kind: 'event';
  readonly what: 'other than written' | 'not readable' | 'missing';
  readonly position: number;
  /** As counted up to it; what is missing or not readable counts as an event of the ledger. Null in a system stream. */
  readonly ordinal: number | null;
  readonly stream: string | null;
  readonly revision: number | null;
  readonly type: string | null;
}

/** A stream whose revisions are not 0, 1, 2… in the order of `$all`: at this one it goes wrong. */
export interface StreamFault {
  readonly kind: 'stream';
  readonly stream: string;
  readonly revision: number;
}

/** What SQLite says about the structure of the file or its indexes. */
export interface FileFault {
  readonly kind: 'file';
  readonly what: string;
}

/** The fault in a sentence for an operator. */
export function describeFault(fault: LogFault): string {
  if (fault.kind === 'file') return `the file's structure is damaged: ${fault.what}`;
  if (fault.kind === 'stream')
    return `stream ${fault.stream} has a hole or is out of order at revision ${fault.revision}`;
  const { position, ordinal, stream, revision, type, what } = fault;
  const name = stream === null ? '' : `, ${type ?? 'an unknown type'} at ${stream}@${revision}`;
  return `the event at position ${position} (ordinal ${ordinal ?? 'none'}${name}) is ${what}`;
}
