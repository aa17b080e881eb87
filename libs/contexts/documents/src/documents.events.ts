import type { EventCatalogue } from '#platform/event-sourcing';
import type { NumberRegisterEvent } from './domain/number-register/number-register.events.js';
import type { NumberingPolicyAdopted } from './domain/numbering-policy/numbering-policy.events.js';

export type DocumentsEvent = NumberRegisterEvent | NumberingPolicyAdopted;

export const documentsEvents = {
  DocumentNumberReserved: { version: 1, meaning: 'A document number is taken for good.', words: '登记文号' },
  DocumentNumberVoided: {
    version: 1,
    meaning: 'A document never used its number: it is voided, and no other document gets it.',
    words: '文号作废',
  },
  DocumentNumberKept: {
    version: 1,
    meaning: 'A document comes back for the number reserved for it, and has more time to use it.',
    words: '保留文号',
  },
  NumberingPolicyAdopted: {
    version: 1,
    meaning: 'A jurisdiction adopts a version of its numbering rules.',
    words: '发布文号规则',
    occurredOn: ({ effectiveFrom }: NumberingPolicyAdopted['data']) => effectiveFrom,
  },
} satisfies EventCatalogue<DocumentsEvent['type']>;
