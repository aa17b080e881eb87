import { knownUnitsOf } from '#contexts/units/contracts';

/** Names and places of the units that are scored. */
export const knownUnits = knownUnitsOf('assessment');
