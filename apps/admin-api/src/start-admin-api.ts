import type { Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import {
  addHooks,
  createServer,
  measureTraffic,
  ProblemCatalogue,
  ProblemFilter,
  RouteTable,
  type Running,
  serveOpenApi,
  Traffic,
} from '#platform/http';
import { NestLog } from '#platform/observability';
import { AdminApiModule } from './admin-api.module.js';
import { measureHealth } from './measurements/measure-host.js';

export interface AdminApi {
  /** e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Is unready, takes no more requests, lets those under way finish (6 s at most), and closes. */
  close(): Promise<void>;
}

export interface Listener {
  readonly host: string;
  readonly port: number;
}

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
  const traffic = new Traffic(problems);
  const adapter = createServer(routes, problems, traffic);
  addHooks(adapter, metrics, log);
  traffic.admit(adapter.getInstance());
  measureTraffic(metrics, traffic);
  const served = { ...running, checks: [traffic.check, ...running.checks] };
  measureHealth(metrics, served.checks);
  const module = AdminApiModule.of(served, { catalogue, routes, problems }, contexts);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes literals
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(log),
  });
  serveOpenApi(app);
  await app.listen(port, host);
  const close = async (): Promise<void> => {
    await traffic.drain();
    await app.close();
  };
  return { url: await app.getUrl(), close };
}
