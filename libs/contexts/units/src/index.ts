export { unitsDefinition } from './definition.js';
export { UnitsModule } from './units.module.js';
