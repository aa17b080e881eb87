export { AssessmentModule } from './assessment.module.js';
export { assessmentDefinition } from './definition.js';
