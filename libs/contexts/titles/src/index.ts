export { TitlesModule } from './titles.module.js';
