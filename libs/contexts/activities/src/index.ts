export { ActivitiesModule } from './activities.module.js';
export { activitiesDefinition } from './definition.js';
