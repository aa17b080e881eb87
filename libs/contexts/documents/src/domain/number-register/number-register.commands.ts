import { Command } from '#platform/event-sourcing';

/** Until when a number found reserved has to be kept at the least, and is kept where that is not said yet; instants. */
export interface TimeNeeded {
  readonly atLeastUntil: string;
  readonly until: string;
}

export class ReserveDocumentNumber extends Command<{
  readonly jurisdiction: string;
  readonly issuerCode: string;
  readonly year: number;
  /** Absent: the next one. */
  readonly sequence?: number;
  readonly text?: string;
  /** Where the request names the number. */
  readonly pointer: string;
  readonly documentId: string;
  readonly need: TimeNeeded;
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
  /** Until when its sender knew the number to be kept. */
  readonly keptUntil?: string;
}> {
  readonly type = 'VoidDocumentNumber';
}
