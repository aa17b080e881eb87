export { supervisionDefinition } from './definition.js';
export { SupervisionModule } from './supervision.module.js';
