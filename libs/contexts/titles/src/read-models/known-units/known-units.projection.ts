import { knownUnitsOf } from '#contexts/units/contracts';

/** The units this context may name. */
export const knownUnits = knownUnitsOf('titles');
