import type { Contract } from '#platform/projections';
import { documentNumberReservedV1, type DocumentNumberReservedV1 } from '../contracts/index.js';
import type { DocumentsEvent } from '../documents.events.js';

export function publishDocuments(
  event: DocumentsEvent,
): readonly Contract<string, DocumentNumberReservedV1>[] {
  switch (event.type) {
    case 'DocumentNumberReserved': {
      const { jurisdiction, issuerCode, year, sequence, documentNumber, documentId } = event.data;
      const data = { jurisdiction, issuerCode, year, sequence, documentNumber, documentId };
      return [{ type: documentNumberReservedV1, key: documentId, data }];
    }
    case 'NumberingPolicyAdopted':
      return [];
  }
}
