import { Command } from '#platform/event-sourcing';

export class ReserveDocumentNumber extends Command<{
  readonly jurisdiction: string;
  readonly issuerCode: string;
  readonly year: number;
  /** Absent: the next one. */
  readonly sequence?: number;
  readonly text?: string;
  readonly documentId: string;
}> {
  readonly type = 'ReserveDocumentNumber';
}

/** Sent when a document has not used its number in time, by nobody but the clock. */
export class VoidDocumentNumber extends Command<{
  readonly jurisdiction: string;
  readonly issuerCode: string;
  readonly year: number;
  readonly sequence: number;
  readonly documentId: string;
}> {
  readonly type = 'VoidDocumentNumber';
}
