import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type HealthCheck, type Log, measureHealth, type Metrics, NestLog } from '#platform/observability';
import { addHooks } from '../edge/hooks.js';
import { measureTraffic } from '../edge/measure-traffic.js';
import { RouteTable } from '../edge/route-table.js';
import { createServer } from '../edge/server.js';
import { Traffic } from '../edge/traffic.js';
import { ConfigurationError } from '../configuration/configuration.js';
import type { Edge } from '../platform/platform.module.js';
import { ProblemCatalogue } from '../problems/problem-catalogue.js';
import { ProblemFilter } from '../problems/problem.filter.js';

/** By what a process is watched. */
export interface Watched {
  readonly log: Log;
  readonly metrics: Metrics;
  readonly checks: readonly HealthCheck[];
}

export interface Address {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
}

export interface Served {
  /** e.g. `http://127.0.0.1:3000`. */
  readonly url: string;
  /** Is unready, takes no more requests, lets those under way finish (6 s at most), and closes. */
  close(): Promise<void>;
}

/** What is served: made of the edge and of the checks, to which the listener adds its own. */
export type ModuleOf = (edge: Edge, checks: readonly HealthCheck[]) => DynamicModule;

/**
 * Serves a module, measured and within the limits of the edge. `prepare` runs before the listener opens. Rejects when
 * a start check fails, and with ConfigurationError when the address is not to be had.
 */
export async function serve(
  { log, metrics, checks }: Watched,
  moduleOf: ModuleOf,
  { host, port }: Address,
  prepare: (app: NestFastifyApplication) => void = () => undefined,
): Promise<Served> {
  const catalogue = new ProblemCatalogue();
  const routes = new RouteTable();
  const problems = new ProblemFilter(catalogue, routes, log);
  const traffic = new Traffic(problems);
  const adapter = createServer(routes, problems, traffic);
  addHooks(adapter, metrics, log);
  traffic.admit(adapter.getInstance());
  measureTraffic(metrics, traffic);
  const all = [traffic.check, ...checks];
  measureHealth(metrics, all);
  const module = moduleOf({ catalogue, routes, problems }, all);
  // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- Nest declares its options as a class and takes literals
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    abortOnError: false,
    logger: new NestLog(log),
  });
  prepare(app);
  await app.listen(port, host).catch((error: unknown) => {
    throw refusedAddress(error, { host, port });
  });
  const close = async (): Promise<void> => {
    await traffic.drain();
    await app.close();
  };
  return { url: await app.getUrl(), close };
}

function refusedAddress(error: unknown, { host, port }: Address): unknown {
  switch (error instanceof Error && 'code' in error && error.code) {
    case 'EADDRINUSE':
      return new ConfigurationError([
        `PORT ${port} on ${host} is taken: end who listens there, or name another (0 takes a free one)`,
      ]);
    case 'EACCES':
      return new ConfigurationError([`PORT ${port} may not be opened by this user: name one from 1024 on`]);
    case 'EADDRNOTAVAIL':
      return new ConfigurationError([`HOST ${host} is no address of this machine`]);
    default:
      return error;
  }
}
