export { titlesDefinition } from './definition.js';
export { TitlesModule } from './titles.module.js';
