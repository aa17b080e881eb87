import { Inject, Injectable, type OnApplicationBootstrap, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { AccessGuard } from '#platform/auth';
import { COMMANDS } from '../commands/writes.js';
import type { RunningProcesses } from '../processes/running-processes.js';
import { QUERIES } from '../reads/reads.js';
import { PROCESSES } from '../tokens.js';
import { type ControllerRoute, DiscoveredRoutes } from './discovered-routes.js';

const COMMAND_HANDLER = '__commandHandler__';
const QUERY_HANDLER = '__queryHandler__';

/**
 * Stops the start when a route does not say who may call it, or when a command or query has two handlers (the
 * buses keep the last in silence) or, being named by a route or sent by a process, none.
 */
@Injectable()
export class StartChecks implements OnApplicationBootstrap {
  constructor(
    private readonly routes: DiscoveredRoutes,
    private readonly discovery: DiscoveryService,
    private readonly access: AccessGuard,
    @Inject(PROCESSES) private readonly processes: RunningProcesses,
  ) {}

  onApplicationBootstrap(): void {
    const routes = this.routes.all();
    for (const { controller, handler } of routes) this.access.planOf(controller, handler);
    const commandHandlers = this.handlersBy(COMMAND_HANDLER);
    for (const command of this.processes.commands)
      if (!commandHandlers.has(command))
        throw new Error(`a process sends ${command.name}, which nobody handles`);
    requireHandlers(routes, COMMANDS, commandHandlers);
    requireHandlers(routes, QUERIES, this.handlersBy(QUERY_HANDLER));
  }

  private handlersBy(key: string): ReadonlyMap<Type, Type> {
    const handlers = new Map<Type, Type>();
    for (const { metatype } of this.discovery.getProviders()) {
      if (typeof metatype !== 'function') continue;
      const message = Reflect.getMetadata(key, metatype) as Type | undefined;
      if (!message) continue;
      const other = handlers.get(message);
      if (other && other !== metatype)
        throw new Error(`${message.name} has two handlers: ${other.name} and ${metatype.name}`);
      handlers.set(message, metatype as Type);
    }
    return handlers;
  }
}

function requireHandlers(
  routes: readonly ControllerRoute[],
  key: string,
  handlers: ReadonlyMap<Type, Type>,
): void {
  for (const { method, path, handler } of routes)
    for (const message of (Reflect.getMetadata(key, handler) ?? []) as readonly Type[])
      if (!handlers.has(message))
        throw new Error(`${method} ${path} sends ${message.name}, which nobody handles`);
}
