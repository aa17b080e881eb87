import { killedInALoop, msForKills } from './kill-loop.js';

const KILLS = Number(process.env['PROJECTOR_KILLS'] ?? 25);

describe('a projector that is killed over and over', () => {
  it(
    `equals a fold from nothing after ${KILLS} kills at any moment`,
    () => killedInALoop(KILLS),
    msForKills(KILLS),
  );
});
