/** A document number (文号) is taken; it is never given again. */
export interface DocumentNumberReservedV1 {
  readonly jurisdiction: string;
  readonly issuerCode: string;
  readonly year: number;
  readonly sequence: number;
  readonly documentNumber: string;
  readonly documentId: string;
}

export const documentNumberReservedV1 = 'civitas.documents.document-number-reserved.v1';
