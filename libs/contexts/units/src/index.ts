export { UnitsModule } from './units.module.js';
