export interface DocumentNumberReserved {
  readonly type: 'DocumentNumberReserved';
  readonly data: {
    readonly jurisdiction: string;
    readonly issuerCode: string;
    readonly year: number;
    readonly sequence: number;
    /** Standard form. */
    readonly documentNumber: string;
    /** As written on the paper. */
    readonly text: string;
    readonly documentId: string;
    /** Version of the numbering policy that judged it; absent where none is in force and the number was given. */
    readonly policyVersion?: number;
  };
}

/** The reason stands in the event's metadata. */
export interface DocumentNumberVoided {
  readonly type: 'DocumentNumberVoided';
  readonly data: {
    readonly jurisdiction: string;
    readonly issuerCode: string;
    readonly year: number;
    readonly sequence: number;
    /** Standard form; no other document ever gets it. */
    readonly documentNumber: string;
    /** The document it was reserved for and that never used it. */
    readonly documentId: string;
  };
}

/** A document that comes back for its number has more time to use it. */
export interface DocumentNumberKept {
  readonly type: 'DocumentNumberKept';
  readonly data: {
    readonly jurisdiction: string;
    readonly issuerCode: string;
    readonly year: number;
    readonly sequence: number;
    /** Standard form. */
    readonly documentNumber: string;
    readonly documentId: string;
    /** Instant, ISO-8601 UTC: nobody who knew of less time voids it. */
    readonly keptUntil: string;
  };
}

export type NumberRegisterEvent = DocumentNumberReserved | DocumentNumberVoided | DocumentNumberKept;
