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
