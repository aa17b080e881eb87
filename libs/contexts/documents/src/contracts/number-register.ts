/**
 * Document numbers (文号) as other contexts ask for them. Provided by the documents module under
 * {@link NUMBER_REGISTER}. A refusal is the register's own rejection.
 */
export interface NumberRegister {
  /** The number this document has from now on; asked again for the same document it answers the same number. */
  reserve(request: NumberRequest): Promise<ReservedNumber>;
  /** The standard form of a number in any known form, or null when the text is no document number; takes nothing. */
  standardForm(text: string): string | null;
}

export const NUMBER_REGISTER = Symbol.for('civitas.documents.number-register');

export interface NumberRequest {
  readonly jurisdiction: string;
  /** As written on the paper, in any known form; without it the next number of the jurisdiction's own issuer code. */
  readonly text?: string;
  /** Where the request names the text: refusals point at it. */
  readonly pointer: string;
  /** Year of the next number when no text is given. */
  readonly year: number;
  /** What gets the number. Two documents never share one; a batch under one number is one document. */
  readonly documentId: string;
  readonly requestedBy: RequestedBy;
}

/** The command on whose behalf the number is reserved. */
export interface RequestedBy {
  readonly commandId: string;
  readonly requestHash: string;
  readonly actor: string;
  readonly role: string;
  readonly correlationId: string;
  readonly traceparent?: string;
  readonly now: string;
  readonly today: string;
}

export interface ReservedNumber {
  /** In the standard form, `市文明〔2021〕6号`. */
  readonly documentNumber: string;
  /** As it was written. */
  readonly text: string;
}
