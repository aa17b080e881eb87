import { type DynamicModule, Module } from '@nestjs/common';
import { APP_FILTER, APP_PIPE } from '@nestjs/core';
import { RequestValidation } from '../fields/request-validation.pipe.js';
import { HealthController } from '../platform/health.controller.js';
import { type Edge, givenAtTheEdge } from '../platform/platform.module.js';
import { ProblemFilter } from '../problems/problem.filter.js';
import { ProblemsController } from '../problems/problems.controller.js';
import { HEALTH_CHECKS, LOG, METRICS } from '../tokens.js';
import type { Watched } from './serve.js';

/** Health and metrics of a process that serves nobody else; every route of it is public. */
@Module({})
export class OperationsModule {
  static of({ log, metrics, checks }: Watched, edge: Edge): DynamicModule {
    return {
      module: OperationsModule,
      controllers: [HealthController, ProblemsController],
      providers: [
        ...givenAtTheEdge(edge),
        { provide: LOG, useValue: log },
        { provide: METRICS, useValue: metrics },
        { provide: HEALTH_CHECKS, useValue: checks },
        { provide: APP_PIPE, useClass: RequestValidation },
        { provide: APP_FILTER, useExisting: ProblemFilter },
      ],
    };
  }
}
