import { type DynamicModule, Module, type Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { AccessGuard, TokenVerifier } from '#platform/auth';
import { DeciderRepository, EventCodec } from '#platform/event-store';
import { AsOfPendingFilter } from '../as-of/as-of-pending.filter.js';
import { AsOfController } from '../as-of/as-of.controller.js';
import { RowSources } from '../as-of/known-rows.js';
import { ArrivalGuard } from '../edge/arrival.guard.js';
import { RouteTable } from '../edge/route-table.js';
import { RequestValidation } from '../fields/request-validation.pipe.js';
import { ProblemCatalogue } from '../problems/problem-catalogue.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { ProblemsController } from '../problems/problems.controller.js';
import { CommandDispatcher } from '../processes/command-dispatcher.js';
import {
  ParkedCommands,
  RetryProcessCommandHandler,
  SkipProcessCommandHandler,
} from '../processes/decide-parked.handler.js';
import { ProcessesController } from '../processes/processes.controller.js';
import { RetryProcessHandler } from '../processes/retry-process.handler.js';
import {
  ParkProjectionHandler,
  ProjectionDecisions,
  RebuildProjectionHandler,
  ResumeProjectionHandler,
  RetryProjectionHandler,
  RollBackProjectionHandler,
  SkipEventHandler,
} from '../projections/control-projection.handler.js';
import { ProjectionControlController } from '../projections/projection-control.controller.js';
import { ReadGate } from '../reads/read-gate.js';
import { DiscoveredRoutes } from '../start-checks/discovered-routes.js';
import { StartChecks } from '../start-checks/start-checks.js';
import * as token from '../tokens.js';
import { HealthController } from './health.controller.js';
import { OperationsController } from './operations.controller.js';
import type { Running } from './running.js';

/** What the edge needs before Nest makes anything. */
export interface Edge {
  readonly catalogue: ProblemCatalogue;
  readonly routes: RouteTable;
  readonly problems: ProblemFilter;
}

const APPLIED: readonly Provider[] = [
  AccessGuard,
  ArrivalGuard,
  RowSources,
  DiscoveredRoutes,
  StartChecks,
  CommandDispatcher,
  ParkedCommands,
  RetryProcessCommandHandler,
  RetryProcessHandler,
  SkipProcessCommandHandler,
  ProjectionDecisions,
  ParkProjectionHandler,
  RebuildProjectionHandler,
  ResumeProjectionHandler,
  RetryProjectionHandler,
  RollBackProjectionHandler,
  SkipEventHandler,
  { provide: APP_GUARD, useExisting: AccessGuard },
  { provide: APP_GUARD, useExisting: ArrivalGuard },
  { provide: APP_PIPE, useClass: RequestValidation },
  { provide: APP_FILTER, useExisting: ProblemFilter },
  { provide: APP_FILTER, useClass: AsOfPendingFilter },
];

/** The platform for every context: store, repository, read models, clock, access, problems, buses, operations. */
@Module({})
export class PlatformModule {
  static forRoot(running: Running, edge: Edge): DynamicModule {
    const given = [...givenBy(running), ...givenAtTheEdge(edge), ReadGate];
    return {
      module: PlatformModule,
      global: true,
      imports: [CqrsModule.forRoot(), DiscoveryModule],
      controllers: [
        HealthController,
        OperationsController,
        ProjectionControlController,
        ProcessesController,
        AsOfController,
        ProblemsController,
      ],
      providers: [...given, ...APPLIED],
      exports: [
        ...given.map((provider) => (typeof provider === 'function' ? provider : provider.provide)),
        CqrsModule,
      ],
    };
  }
}

const givenBy = (running: Running): Provider[] => [
  { provide: token.EVENT_STORE, useValue: running.store },
  { provide: token.STORE_ID, useValue: running.storeId },
  { provide: token.LEDGER, useValue: running.ledger },
  { provide: EventCodec, useValue: running.codec },
  {
    provide: DeciderRepository,
    useFactory: () =>
      new DeciderRepository(running.store, running.codec, running.storeId, (executed) =>
        running.metrics.executed(executed),
      ),
  },
  { provide: token.READ_MODELS, useValue: running.readModels },
  { provide: token.AS_OF, useValue: running.asOf },
  { provide: token.PROJECTION_PROGRESS, useValue: running.progress },
  { provide: token.PROJECTION_OPERATIONS, useValue: running.projections },
  { provide: token.PROCESSES, useValue: running.processes },
  { provide: token.CLOCK, useValue: running.clock },
  { provide: token.LOG, useValue: running.log },
  { provide: token.METRICS, useValue: running.metrics },
  { provide: token.HEALTH_CHECKS, useValue: running.checks },
  { provide: TokenVerifier, useValue: running.verifier },
];

/** What was made before Nest, for whoever asks for it. */
export const givenAtTheEdge = ({ catalogue, routes, problems }: Edge): Provider[] => [
  { provide: ProblemCatalogue, useValue: catalogue },
  { provide: RouteTable, useValue: routes },
  { provide: ProblemFilter, useValue: problems },
];
