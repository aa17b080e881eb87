import { killedInALoop, msForKills } from './kill-loop.js';

const KILLS = 3;

describe('a projector that is killed', () => {
  it(
    'leaves rows, checkpoint and count in step: what goes on from there equals a fold from nothing',
    () => killedInALoop(KILLS),
    msForKills(KILLS),
  );
});
