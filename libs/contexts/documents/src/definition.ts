import type { ContextProcesses } from '#platform/processes';
import type { ContextDefinition } from '#platform/projections';
import {
  documentNumberReservedV1,
  documentNumberVoidedV1,
  numberingPolicyAdoptedV1,
} from './contracts/index.js';
import { documentsEvents } from './documents.events.js';
import { publishDocuments } from './integration/publish-documents.js';
import { unusedNumbers } from './processes/unused-numbers/unused-numbers.process.js';

export const documentsDefinition: ContextDefinition = {
  name: 'documents',
  events: documentsEvents,
  publish: publishDocuments,
  contracts: [documentNumberReservedV1, documentNumberVoidedV1, numberingPolicyAdoptedV1],
  contractsOf: { DocumentNumberReserved: [documentNumberReservedV1] },
  projections: [],
  topics: [],
  stateTopics: [],
};

export const documentsProcesses: ContextProcesses = {
  context: documentsDefinition,
  processes: [unusedNumbers],
};
