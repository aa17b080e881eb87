import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  addHooks,
  createServer,
  ProblemCatalogue,
  ProblemFilter,
  RouteTable,
  type Running,
  serveOpenApi,
} from '#platform/http';
import { NestLog } from '#platform/observability';
import { AdminApiModule } from './admin-api.module.js';

export interface AdminApi {
  /** e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Takes no more requests, lets those under way finish (8 s at most), and closes. */
  close(): Promise<void>;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
}

const DRAIN_MS = 8000;

/** Serves the API over what is running. Rejects when a start check fails or the port is taken. */
export async function startAdminApi(
  running: Running,
  contexts: readonly Type[],
  { host, port }: Listener,
): Promise<AdminApi> {
  const { log, metrics } = running;
  const catalogue = new ProblemCatalogue();
  const routes = new RouteTable();
  const problems = new ProblemFilter(catalogue, routes, log);
  const adapter = createServer(routes, problems);
  addHooks(adapter, metrics, log);
  const module = AdminApiModule.of(running, { catalogue, routes, problems }, contexts);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes literals
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(log),
  });
  serveOpenApi(app);
  await app.listen(port, host);
  return { url: await app.getUrl(), close: () => drain(app) };
}

async function drain(app: NestFastifyApplication): Promise<void> {
  const server = app.getHttpServer();
  const late = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  try {
    await app.close();
  } finally {
    clearTimeout(late);
  }
}
