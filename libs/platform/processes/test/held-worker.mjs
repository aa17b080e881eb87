import { openEmbeddedReader } from '#platform/event-store';
import { runProcessesWorker } from '#platform/processes';
import { lending, library, processesOf } from './library.ts';

let gate;

/** Holds its whole thread as long as the gate is shut. */
const held = {
  ...lending,
  react: (state, event) => {
    Atomics.wait(gate, 0, 1);
    return lending.react(state, event);
  },
};

runProcessesWorker({
  definitions: [library],
  processes: processesOf(held),
  openStore: ({ dataDir, gate: given }) => {
    gate = given;
    return openEmbeddedReader(dataDir);
  },
});
