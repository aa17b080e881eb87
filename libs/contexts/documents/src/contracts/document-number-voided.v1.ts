/** A document never used the number (文号) reserved for it; no other document gets it. */
export interface DocumentNumberVoidedV1 {
  readonly jurisdiction: string;
  readonly issuerCode: string;
  readonly year: number;
  readonly sequence: number;
  readonly documentNumber: string;
  readonly documentId: string;
}

export const documentNumberVoidedV1 = 'civitas.documents.document-number-voided.v1';
