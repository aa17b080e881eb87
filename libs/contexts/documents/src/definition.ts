import type { ContextDefinition } from '#platform/projections';
import { documentNumberReservedV1 } from './contracts/index.js';
import { documentsEvents } from './documents.events.js';
import { publishDocuments } from './integration/publish-documents.js';

export const documentsDefinition: ContextDefinition = {
  name: 'documents',
  events: documentsEvents,
  publish: publishDocuments,
  contracts: [documentNumberReservedV1],
  projections: [],
  topics: [],
  stateTopics: [],
};
