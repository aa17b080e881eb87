import { openEmbeddedReader } from '#platform/event-store';
import { runProjectorWorker } from '#platform/projections';
import { DEFINITIONS } from './town.ts';

runProjectorWorker(
  () => DEFINITIONS,
  ({ dataDir }) => openEmbeddedReader(dataDir),
);
