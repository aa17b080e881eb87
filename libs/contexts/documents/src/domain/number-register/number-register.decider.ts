import { type Decider, rejections } from '#platform/event-sourcing';
import { formatDocumentNumber } from './document-number.js';
import type { ReserveDocumentNumber } from './number-register.commands.js';
import type { DocumentNumberReserved, NumberRegisterEvent } from './number-register.events.js';

export type NumberRegisterRejection =
  'document-number-taken' | 'document-has-another-number' | 'document-number-leaves-gap';

export interface NumberRegister {
  readonly highest: number;
  readonly bySequence: ReadonlyMap<number, string>;
  readonly byDocument: ReadonlyMap<string, DocumentNumberReserved['data']>;
}

export interface NumberingFacts {
  readonly gapless: boolean;
  readonly policyVersion?: number;
}

const rejected = rejections<NumberRegisterRejection>();

/** One register an issuer code and year: uniqueness is decided in this one stream. */
export const numberRegisterStream = (jurisdiction: string, issuerCode: string, year: number): string =>
  `documents.register-${jurisdiction}.${issuerCode}.${year}`;

/** Gives numbers (文号) that are unique and, where the policy asks for it, gapless; never gives one twice. */
export const numberRegister: Decider<
  ReserveDocumentNumber,
  NumberRegister,
  NumberRegisterEvent,
  NumberingFacts
> = {
  initialState: { highest: 0, bySequence: new Map(), byDocument: new Map() },
  decide({ data }, register, facts) {
    const { jurisdiction, issuerCode, year, documentId } = data;
    const reserved = register.byDocument.get(documentId);
    if (reserved && (data.sequence === undefined || data.sequence === reserved.sequence)) return [];
    if (reserved) throw rejected('document-has-another-number', { documentNumber: reserved.documentNumber });
    const sequence = data.sequence ?? register.highest + 1;
    const documentNumber = formatDocumentNumber({ issuerCode, year, sequence });
    if (register.bySequence.has(sequence)) throw rejected('document-number-taken', { documentNumber });
    if (facts.gapless && sequence > register.highest + 1)
      throw rejected('document-number-leaves-gap', { documentNumber, next: register.highest + 1 });
    const { policyVersion } = facts;
    const judged = policyVersion === undefined ? {} : { policyVersion };
    const text = data.text ?? documentNumber;
    return [
      {
        type: 'DocumentNumberReserved',
        data: { jurisdiction, issuerCode, year, sequence, documentNumber, text, documentId, ...judged },
      },
    ];
  },
  evolve(register, { data }) {
    return {
      highest: Math.max(register.highest, data.sequence),
      bySequence: new Map(register.bySequence).set(data.sequence, data.documentId),
      byDocument: new Map(register.byDocument).set(data.documentId, data),
    };
  },
};
