import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiAcceptedResponse, ApiBearerAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import { Access, operations, type AccessPlan, AccessGuard } from '#platform/auth';
import type { CommandContext } from '#platform/event-sourcing';
import { RebuildProjection } from '#platform/projections';
import { Context } from '../commands/command-context.js';
import { Sends } from '../commands/writes.js';
import { RouteTable } from '../edge/route-table.js';
import { EmptyBody } from '../fields/empty-body.js';
import { Matching } from '../fields/fields.js';
import { AnswersAll } from '../openapi/answers.js';
import { problemResponses } from '../openapi/problem-responses.js';
import { Titled } from '../openapi/titled.js';
import {
  type ProjectionOperations,
  projectionStates,
  type ProjectionState,
} from '../reads/projection-operations.js';
import { Reads } from '../reads/reads.js';
import { DiscoveredRoutes } from '../start-checks/discovered-routes.js';
import { PROJECTION_OPERATIONS } from '../tokens.js';
import {
  ProjectionStateAnswer,
  RebuildAnswer,
  type RebuildBegun,
  type RouteAccess,
  RouteAccessAnswer,
} from './operations.answer.js';

class ByName {
  @Matching(/^[a-z][a-z0-9-]{0,99}$/, 'criticism-list')
  name!: string;
}

/** Projections, and which routes there are for whom. */
@ApiTags('operations')
@ApiBearerAuth()
@Access({ roles: ['operator'], scope: operations })
@Controller('v1')
export class OperationsController {
  constructor(
    private readonly commands: CommandBus,
    @Inject(PROJECTION_OPERATIONS) private readonly projections: ProjectionOperations,
    private readonly table: RouteTable,
    private readonly discovered: DiscoveredRoutes,
    private readonly access: AccessGuard,
  ) {}

  @Get('projections')
  @Reads()
  @Titled('投影状态', 'State, lag and events handled of every projection')
  @AnswersAll(ProjectionStateAnswer)
  states(): { items: readonly ProjectionState[] } {
    return { items: projectionStates(this.projections) };
  }

  @Post('projections/:name/rebuild')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: RebuildAnswer, description: '已开始 On its way.' })
  @problemResponses(400, 401, 403, 404, 409, 422, 503)
  @Titled('重建投影', 'Fold a projection anew beside the live one')
  @Sends(RebuildProjection)
  @ApiBody({ type: EmptyBody, required: false })
  async rebuild(
    @Param() { name }: ByName,
    @Body() _: EmptyBody,
    @Context() context: CommandContext,
  ): Promise<RebuildBegun> {
    await this.commands.execute(new RebuildProjection({ projection: name }, context));
    return { name, status: 'accepted' };
  }

  @Get('routes')
  @Reads()
  @Titled('路由与权限', 'Every route of this server and who may call it')
  @AnswersAll(RouteAccessAnswer)
  routes(): { items: readonly RouteAccess[] } {
    const known = new Map(
      this.discovered
        .all()
        .map(({ method, path, controller, handler }) => [
          `${method} ${path}`,
          this.access.planOf(controller, handler),
        ]),
    );
    return {
      items: this.table.all().map(({ method, path }) => ({
        method,
        path,
        ...described(known.get(`${method === 'HEAD' ? 'GET' : method} ${path}`)),
      })),
    };
  }
}

function described(plan: AccessPlan | undefined): Pick<RouteAccess, 'public' | 'roles' | 'scope'> {
  if (plan?.kind !== 'guarded') return { public: true };
  return { public: false, roles: plan.rule.roles, scope: plan.rule.scope.form };
}
