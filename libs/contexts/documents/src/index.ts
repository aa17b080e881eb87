export { documentsDefinition } from './definition.js';
export { DocumentsModule } from './documents.module.js';
