import { Controller, Get, Header, HttpStatus, Inject, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiOkResponse, ApiServiceUnavailableResponse, ApiTags } from '@nestjs/swagger';
import { Public } from '#platform/auth';
import { type HealthCheck, Metrics, type Readiness, readinessOf } from '#platform/observability';
import { Answers } from '../openapi/answers.js';
import { Titled } from '../openapi/titled.js';
import { type Liveness, LivenessAnswer, ReadinessAnswer } from './health.answer.js';
import { HEALTH_CHECKS, METRICS } from '../tokens.js';

interface StatusReply {
  code(status: number): unknown;
}

const VITAL = { vital: true };

/** For whoever watches the process. */
@ApiTags('operations')
@Public()
@Controller()
export class HealthController {
  constructor(
    @Inject(HEALTH_CHECKS) private readonly checks: readonly HealthCheck[],
    @Inject(METRICS) private readonly metrics: Metrics,
  ) {}

  @Get('health/live')
  @RouteConfig(VITAL)
  @Titled('存活', 'The process runs.')
  @Answers(LivenessAnswer)
  live(): Liveness {
    return { status: 'live' };
  }

  @Get('health/ready')
  @RouteConfig(VITAL)
  @Titled('就绪', 'Everything it needs is well; 503 with the reasons otherwise.')
  @ApiOkResponse({ type: ReadinessAnswer, description: '就绪 Ready, perhaps degraded.' })
  @ApiServiceUnavailableResponse({ type: ReadinessAnswer, description: '未就绪 Not ready.' })
  async ready(@Res({ passthrough: true }) reply: StatusReply): Promise<Readiness> {
    const readiness = await readinessOf(this.checks);
    if (!readiness.ready) reply.code(HttpStatus.SERVICE_UNAVAILABLE);
    return readiness;
  }

  @Get('metrics')
  @RouteConfig(VITAL)
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @Titled('指标', 'Measurements in the Prometheus format.')
  @ApiOkResponse({
    description: '指标 Measurements.',
    content: { 'text/plain': { schema: { type: 'string' } } },
  })
  measurements(): Promise<string> {
    return this.metrics.text();
  }
}
