import type { Contract } from '#platform/projections';
import {
  documentNumberReservedV1,
  type DocumentNumberReservedV1,
  documentNumberVoidedV1,
  type DocumentNumberVoidedV1,
  numberingPolicyAdoptedV1,
  type NumberingPolicyAdoptedV1,
} from '../contracts/index.js';
import type { DocumentsEvent } from '../documents.events.js';

type DocumentsContract =
  | Contract<typeof documentNumberReservedV1, DocumentNumberReservedV1>
  | Contract<typeof documentNumberVoidedV1, DocumentNumberVoidedV1>
  | Contract<typeof numberingPolicyAdoptedV1, NumberingPolicyAdoptedV1>;

export function publishDocuments(event: DocumentsEvent): readonly DocumentsContract[] {
  switch (event.type) {
    case 'DocumentNumberReserved': {
      const { jurisdiction, issuerCode, year, sequence, documentNumber, documentId } = event.data;
      const data = { jurisdiction, issuerCode, year, sequence, documentNumber, documentId };
      return [{ type: documentNumberReservedV1, key: documentId, data }];
    }
    case 'DocumentNumberVoided': {
      const { jurisdiction, issuerCode, year, sequence, documentNumber, documentId } = event.data;
      const data = { jurisdiction, issuerCode, year, sequence, documentNumber, documentId };
      return [{ type: documentNumberVoidedV1, key: documentId, data }];
    }
    case 'DocumentNumberKept':
      return [];
    case 'NumberingPolicyAdopted': {
      const { jurisdiction, version, effectiveFrom } = event.data;
      const adopted = { jurisdiction, version, effectiveFrom };
      return [{ type: numberingPolicyAdoptedV1, key: jurisdiction, data: adopted }];
    }
  }
}
