import { type Decider, Keyed, rejections } from '#platform/event-sourcing';
import { formatDocumentNumber } from './document-number.js';
import type { ReserveDocumentNumber, TimeNeeded, VoidDocumentNumber } from './number-register.commands.js';
import type {
  DocumentNumberKept,
  DocumentNumberReserved,
  DocumentNumberVoided,
  NumberRegisterEvent,
} from './number-register.events.js';

export type NumberRegisterRejection =
  | 'document-number-taken'
  | 'document-has-another-number'
  | 'document-number-leaves-gap'
  | 'document-number-not-reserved';

/** A request lasts seconds: what has not used its number by then was cut off. */
export const USED_WITHIN_MS = 15 * 60 * 1000;

export interface NumberRegister {
  readonly highest: number;
  readonly bySequence: Keyed<number, string>;
  /** Numbers in use or to be used; a voided one is no longer its document's. */
  readonly byDocument: Keyed<string, Reservation>;
  readonly voided: ReadonlySet<number>;
  /** How many events there are about a document. */
  readonly steps: Keyed<string, number>;
}

type Reservation = DocumentNumberReserved['data'] & Partial<Pick<DocumentNumberKept['data'], 'keptUntil'>>;

export interface NumberingFacts {
  readonly gapless: boolean;
  readonly policyVersion?: number;
  /** Registers of the same code and year that the office's papers had numbers of before, under other policies. */
  readonly elsewhere: readonly Pick<NumberRegister, 'highest' | 'bySequence'>[];
}

const rejected = rejections<NumberRegisterRejection>();

/**
 * One register an issuer code and year in the jurisdiction that signs: uniqueness is decided in this one stream, and
 * against those that signed before by {@link NumberingFacts.elsewhere}.
 */
export const numberRegisterStream = (jurisdiction: string, issuerCode: string, year: number): string =>
  `documents.register-${jurisdiction}.${issuerCode}.${year}`;

/**
 * Gives numbers (文号) that are unique and, where the policy asks for it, gapless: every one is used or voided, and
 * none is ever another document's. A voided number goes back to its own document where that asks for it by name: it
 * may stand on the paper.
 */
export const numberRegister: Decider<
  ReserveDocumentNumber | VoidDocumentNumber,
  NumberRegister,
  NumberRegisterEvent,
  NumberingFacts | null
> = {
  initialState: {
    highest: 0,
    bySequence: Keyed.empty(),
    byDocument: Keyed.empty(),
    voided: new Set(),
    steps: Keyed.empty(),
  },
  decide(command, register, facts) {
    switch (command.type) {
      case 'ReserveDocumentNumber':
        return reserve(command, register, facts);
      case 'VoidDocumentNumber':
        return voidNumber(command, register);
    }
  },
  evolve(register, { type, data }) {
    const { sequence, documentId } = data;
    const steps = register.steps.with(documentId, (register.steps.get(documentId) ?? 0) + 1);
    const { byDocument, voided } = register;
    switch (type) {
      case 'DocumentNumberVoided':
        return {
          ...register,
          byDocument: byDocument.without(documentId),
          voided: new Set(voided).add(sequence),
          steps,
        };
      case 'DocumentNumberKept': {
        const reserved = byDocument.get(documentId);
        if (!reserved) return { ...register, steps };
        const { keptUntil } = data;
        return { ...register, byDocument: byDocument.with(documentId, { ...reserved, keptUntil }), steps };
      }
      case 'DocumentNumberReserved':
        return {
          highest: Math.max(register.highest, sequence),
          bySequence: register.bySequence.with(sequence, documentId),
          byDocument: byDocument.with(documentId, data),
          voided: voided.has(sequence) ? new Set([...voided].filter((other) => other !== sequence)) : voided,
          steps,
        };
    }
  },
};

function reserve(
  { data }: ReserveDocumentNumber,
  register: NumberRegister,
  facts: NumberingFacts | null,
): readonly (DocumentNumberReserved | DocumentNumberKept)[] {
  const { jurisdiction, issuerCode, year, documentId, pointer } = data;
  const reserved = register.byDocument.get(documentId);
  if (reserved && (data.sequence === undefined || data.sequence === reserved.sequence))
    return keep(reserved, data.need);
  if (reserved)
    throw rejected('document-has-another-number', {
      pointer,
      documentNumber: reserved.documentNumber,
    });
  const { gapless = false, policyVersion, elsewhere = [] } = facts ?? {};
  const next = Math.max(register.highest, ...elsewhere.map(({ highest }) => highest)) + 1;
  const sequence = data.sequence ?? next;
  const documentNumber = formatDocumentNumber({ issuerCode, year, sequence });
  const isTaken =
    (register.bySequence.has(sequence) && !isVoidedFor(register, sequence, documentId)) ||
    elsewhere.some(({ bySequence }) => bySequence.has(sequence));
  if (isTaken) throw rejected('document-number-taken', { pointer, documentNumber });
  if (gapless && sequence > next)
    throw rejected('document-number-leaves-gap', { pointer, documentNumber, next });
  const judged = policyVersion === undefined ? {} : { policyVersion };
  const text = data.text ?? documentNumber;
  return [
    {
      type: 'DocumentNumberReserved',
      data: { jurisdiction, issuerCode, year, sequence, documentNumber, text, documentId, ...judged },
    },
  ];
}

/** It was reserved before, and may be about to be voided: whoever voids it has to know of this. */
function keep(reserved: Reservation, { atLeastUntil, until }: TimeNeeded): readonly DocumentNumberKept[] {
  const { jurisdiction, issuerCode, year, sequence, documentNumber, documentId, keptUntil } = reserved;
  if (keptUntil !== undefined && keptUntil >= atLeastUntil) return [];
  const number = { jurisdiction, issuerCode, year, sequence, documentNumber, documentId };
  return [{ type: 'DocumentNumberKept', data: { ...number, keptUntil: until } }];
}

/** Nothing where the number was kept for longer than the sender knew: its document is about to use it. */
function voidNumber({ data }: VoidDocumentNumber, register: NumberRegister): readonly DocumentNumberVoided[] {
  const { jurisdiction, issuerCode, year, sequence, documentId } = data;
  const documentNumber = formatDocumentNumber({ issuerCode, year, sequence });
  if (isVoidedFor(register, sequence, documentId)) return [];
  const reserved = register.byDocument.get(documentId);
  if (reserved?.sequence !== sequence) throw rejected('document-number-not-reserved', { documentNumber });
  if (reserved.keptUntil !== undefined && reserved.keptUntil > (data.keptUntil ?? '')) return [];
  return [
    {
      type: 'DocumentNumberVoided',
      data: { jurisdiction, issuerCode, year, sequence, documentNumber, documentId },
    },
  ];
}

const isVoidedFor = ({ bySequence, voided }: NumberRegister, sequence: number, documentId: string): boolean =>
  voided.has(sequence) && bySequence.get(sequence) === documentId;
