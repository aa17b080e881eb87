export { overviewDefinition } from './definition.js';
export { OverviewModule } from './overview.module.js';
