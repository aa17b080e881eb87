import type { Type } from '@nestjs/common';
import { devTokenFile } from '#platform/auth';
import { type EventStore, openEmbeddedLog, openEventStoreDb, startGateway } from '#platform/event-store';
import {
  type Configuration,
  ConfigurationError,
  prepareDataDirectory,
  type ProjectionOperations,
  type Running,
} from '#platform/http';
import { openLog, spansLost } from '#platform/observability';
import { ProjectionUnavailable, type ProjectorThreads } from '#platform/projections';
import { Opened } from '#platform/runtime';
import { startTracing } from '#platform/tracing';
import { CONTEXT_MODULES } from '../../admin-api/src/contexts.js';
import { openHistory, type WantedClock } from '../../admin-api/src/open-history.js';
import { openProcesses } from '../../admin-api/src/open-processes.js';
import { openReadModels, openRunning } from '../../admin-api/src/open-running.js';
import { startAdminApi } from '../../admin-api/src/start-admin-api.js';
import { announceRival } from '../../projector/src/announce-rival.js';
import { measureProjector, projectorCheck } from '../../projector/src/watch-projector.js';
import { startRelay } from '../../relay/src/start-relay.js';
import { measureRelay } from '../../relay/src/watch-relay.js';
import { measureAppends } from './measure-appends.js';
import { startProjector } from './start-projector.js';

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
export function startStandalone(options: StandaloneOptions): Promise<Standalone> {
  return Opened.by(async (opened) => {
    const { config, modules = CONTEXT_MODULES } = options;
    prepareDataDirectory(config.dataDir);
    const running = await openAll(options, opened);
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

/** Store, ledger, read models and their projector. */
async function openAll(
  { config, clock = 'real', quiet = false, modules }: StandaloneOptions,
  opened: Opened,
): Promise<Running> {
  const log = openLog(quiet ? { ...config.log, level: 'error' } : config.log);
  const tracing = await startTracing(config.tracing, 'api', spansLost(log));
  opened.add(() => tracing.close());
  const store = await openStore(config, opened);
  const history = await openHistory(store, clock, config, log);
  const readModels = openReadModels(config, history, opened);
  announceRival(config.dataDir, log, opened);
  const projector = await startProjector({ config, store, readModels }, opened);
  const projections: ProjectionOperations = {
    status: () => readModels.status(),
    readOrdinal: () => projector.status().ordinal,
    refuseRebuild: (name) => refuseRebuild(projector, name),
  };
  const started = await openProcesses(config, history, opened);
  // Handlers of every context are there, or none is asked for.
  const processes = modules ? { ...started, commands: [] } : started;
  const relay = startRelay(config, opened, { log });
  const checks = [projectorCheck(projector), ...(relay ? [relay.check] : [])];
  const running = await openRunning(
    { configuration: config, log, history, readModels, projections, processes, checks },
    opened,
  );
  measureAppends(running.metrics, store, opened);
  measureProjector(running.metrics, projector);
  if (relay) measureRelay(running.metrics, relay);
  return running;
}

/** Who is gone or does not answer hears of nothing. */
function refuseRebuild(projector: ProjectorThreads, name: string): void {
  const { state, reason } = projector.status();
  if (state === 'ended' || state === 'silent') throw new ProjectionUnavailable(name, reason ?? state);
}

async function openStore({ eventStore, dataDir, port }: Configuration, opened: Opened): Promise<EventStore> {
  if (eventStore.kind === 'eventstoredb') {
    const store = await openEventStoreDb(eventStore.url);
    opened.add(() => store.close());
    return store;
  }
  if (eventStore.gatewayPort === port)
    throw new ConfigurationError([
      `PORT and EVENT_STORE_GATEWAY_PORT both name port ${port}: give each one of its own`,
    ]);
  const log = await openEmbeddedLog(dataDir);
  opened.add(() => log.close());
  if (eventStore.gatewayPort !== undefined) {
    const gateway = await startGateway(log, { port: eventStore.gatewayPort });
    opened.add(() => gateway.close());
  }
  return log;
}
