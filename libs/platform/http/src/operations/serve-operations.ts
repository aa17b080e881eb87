import { measureFiles, measureThreads } from '#platform/observability';
import type { Opened } from '#platform/runtime';
import type { Configuration } from '../configuration/index.js';
import { OperationsModule } from './operations.module.js';
import { serve, type Served, type Watched } from './serve.js';

/**
 * Serves `/health/live`, `/health/ready` and `/metrics` of a process that has nothing else to serve, with its threads
 * and files measured. Closed with `opened`, before what was opened earlier. Rejects when the port is taken.
 */
export async function serveOperations(
  watched: Watched,
  configuration: Pick<Configuration, 'host' | 'port' | 'dataDir'>,
  opened: Opened,
): Promise<Pick<Served, 'url'>> {
  const { log, metrics } = watched;
  measureFiles(metrics, configuration.dataDir);
  opened.add(measureThreads(metrics));
  const served = await serve(
    watched,
    (edge, checks) => OperationsModule.of({ log, metrics, checks }, edge),
    configuration,
  );
  opened.add(() => served.close());
  return served;
}
