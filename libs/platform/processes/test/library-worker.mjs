import { runProcessesWorker } from '#platform/processes';
import { openEmbeddedReader } from '#platform/event-store';
import { lending, library, processesOf } from './library.ts';

runProcessesWorker({
  definitions: [library],
  processes: processesOf(lending),
  openStore: (dataDir) => {
    if (dataDir === 'nowhere') throw new Error('there is no such library');
    return openEmbeddedReader(dataDir);
  },
});
