import { Controller, Get, Module, Post, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { CommandHandler, QueryHandler } from '@nestjs/cqrs';
import { Test } from '@nestjs/testing';
import { Access, AccessGuard, anyone, TokenVerifier } from '#platform/auth';
import { Writes } from '../commands/writes.js';
import { Reads } from '../reads/reads.js';
import { PROCESSES } from '../tokens.js';
import { DiscoveredRoutes } from './discovered-routes.js';
import { StartChecks } from './start-checks.js';

class RegisterUnit {
  readonly type = 'RegisterUnit';
}
class ListUnits {
  readonly type = 'ListUnits';
}

@CommandHandler(RegisterUnit)
class RegisterUnitHandler {
  execute(): void {}
}
@CommandHandler(RegisterUnit)
class SecondHandler {
  execute(): void {}
}
@QueryHandler(ListUnits)
class ListUnitsHandler {
  execute(): void {}
}

@Access({ roles: ['office'], scope: anyone('a test') })
@Controller('v1/units')
class UnitsController {
  @Post()
  @Writes(RegisterUnit)
  register(): void {}
  @Get(':id')
  @Reads(ListUnits, { name: 'units' })
  list(): void {}
}
@Controller('v1/open')
class OpenController {
  @Get()
  read(): void {}
}

async function start(
  controllers: readonly Type[],
  providers: readonly Type[],
  sentByProcesses: readonly Type[] = [],
): Promise<readonly string[]> {
  @Module({
    imports: [DiscoveryModule],
    controllers: [...controllers],
    providers: [
      ...providers,
      { provide: TokenVerifier, useValue: {} },
      { provide: PROCESSES, useValue: { commands: sentByProcesses } },
      AccessGuard,
      DiscoveredRoutes,
      StartChecks,
    ],
  })
  class App {}
  const app = await Test.createTestingModule({ imports: [App] }).compile();
  app.get(StartChecks).onApplicationBootstrap();
  return app
    .get(DiscoveredRoutes)
    .all()
    .map(({ method, path }) => `${method} ${path}`);
}

describe('a start', () => {
  it('finds every route when all is well', async () => {
    expect(await start([UnitsController], [RegisterUnitHandler, ListUnitsHandler])).toEqual([
      'POST /v1/units',
      'GET /v1/units/:id',
    ]);
  });

  it('fails on a route that does not say who may call it', async () => {
    await expect(start([OpenController], [])).rejects.toThrow('OpenController.read');
  });

  it('fails on a command or query that nobody handles', async () => {
    await expect(start([UnitsController], [ListUnitsHandler])).rejects.toThrow(
      'POST /v1/units sends RegisterUnit, which nobody handles',
    );
    await expect(start([UnitsController], [RegisterUnitHandler])).rejects.toThrow(
      'GET /v1/units/:id sends ListUnits',
    );
  });

  it('fails on a command of a process that nobody handles', async () => {
    expect(await start([], [RegisterUnitHandler], [RegisterUnit])).toEqual([]);
    await expect(start([], [], [RegisterUnit])).rejects.toThrow('a process sends RegisterUnit');
  });

  it('fails on two handlers of one command', async () => {
    await expect(
      start([UnitsController], [RegisterUnitHandler, SecondHandler, ListUnitsHandler]),
    ).rejects.toThrow('RegisterUnit has two handlers: RegisterUnitHandler and SecondHandler');
  });
});
