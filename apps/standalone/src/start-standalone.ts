import { mkdir } from 'node:fs/promises';
import type { Type } from '@nestjs/common';
import { devTokenFile } from '#platform/auth';
import { type EventStore, openEmbeddedLog, openEventStoreDb, startGateway } from '#platform/event-store';
import { type Configuration, ConfigurationError } from '#platform/http';
import { openLog } from '#platform/observability';
import {
  ProjectionUnavailable,
  ProjectorRefused,
  type ProjectorThread,
  SqliteReadModels,
} from '#platform/projections';
import { Opened } from '#platform/runtime';
import { CONTEXT_MODULES } from '../../admin-api/src/contexts.js';
import { openHistory, type WantedClock } from '../../admin-api/src/open-history.js';
import { openRunning, readModelFile } from '../../admin-api/src/open-running.js';
import { startAdminApi } from '../../admin-api/src/start-admin-api.js';
import { CONTEXT_DEFINITIONS } from '../../projector/src/definitions.js';
import { projectorCheck, startProjector } from './start-projector.js';

export interface StandaloneOptions {
  readonly config: Configuration;
  /** Of a ledger that does not exist yet; `real` by default. */
  readonly clock?: WantedClock;
  /** Logs nothing but errors. */
  readonly quiet?: boolean;
  /** Whose routes are served; every context by default. */
  readonly modules?: readonly Type[];
}

export interface Standalone {
  /** e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly dataDir: string;
  /** File of the development token; absent when another provider's keys are used. */
  readonly token?: string;
  /** Drains requests, then everything behind them. */
  close(): Promise<void>;
}

/** Everything in one process. Rejects, with everything closed again, when a part does not start. */
export function startStandalone({
  config,
  clock = 'real',
  quiet = false,
  modules = CONTEXT_MODULES,
}: StandaloneOptions): Promise<Standalone> {
  return Opened.by(async (opened) => {
    if (config.kafka) throw new ConfigurationError(['KAFKA_BROKERS: the relay does not exist yet']);
    await mkdir(config.dataDir, { recursive: true });
    const log = openLog(quiet ? { ...config.log, level: 'error' } : config.log);
    const store = await openStore(config, opened);
    const history = await openHistory(store, clock, config);
    const ledger = { ledgerId: history.ledger.ledgerId, storeId: history.storeId };
    const file = readModelFile(config.dataDir);
    const projections = CONTEXT_DEFINITIONS.flatMap((definition) => definition.projections);
    const readModels = new SqliteReadModels({ file, projections, ledger });
    opened.add(() => readModels.close());
    const projector = await startProjector({ config, store, file, readModels }, opened);
    const running = await openRunning(
      {
        configuration: config,
        log,
        history,
        definitions: CONTEXT_DEFINITIONS,
        readModels,
        projections: {
          status: () => readModels.status(),
          readOrdinal: () => projector.status().ordinal,
          rebuild: (name) => rebuilt(projector, name),
        },
        checks: [projectorCheck(projector)],
      },
      opened,
    );
    const api = await startAdminApi(running, modules, config);
    opened.add(() => api.close());
    return {
      url: api.url,
      dataDir: config.dataDir,
      ...(config.auth.kind === 'own-key' && { token: devTokenFile(config.dataDir) }),
      close: () => opened.close(),
    };
  });
}

async function rebuilt(projector: ProjectorThread, name: string): Promise<void> {
  try {
    await projector.rebuild(name);
  } catch (error) {
    if (error instanceof ProjectorRefused) throw new ProjectionUnavailable(name, error.message);
    throw error;
  }
}

async function openStore({ eventStore, dataDir }: Configuration, opened: Opened): Promise<EventStore> {
  if (eventStore.kind === 'eventstoredb') {
    const store = await openEventStoreDb(eventStore.url);
    opened.add(() => store.close());
    return store;
  }
  const log = await openEmbeddedLog(dataDir);
  opened.add(() => log.close());
  if (eventStore.gatewayPort !== undefined) {
    const gateway = await startGateway(log, { port: eventStore.gatewayPort });
    opened.add(() => gateway.close());
  }
  return log;
}
