import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBearerAuth, ApiBody, ApiTags } from '@nestjs/swagger';
import { Access, anyone, operations } from '#platform/auth';
import type { AsOfJob, AsOfJobs } from '#platform/projections';
import { EmptyBody } from '../fields/empty-body.js';
import { Answers } from '../openapi/answers.js';
import { problemResponses } from '../openapi/problem-responses.js';
import { Titled } from '../openapi/titled.js';
import { NotFoundProblem } from '../problems/exceptions.js';
import { ById } from '../reads/by-id.js';
import { Reads } from '../reads/reads.js';
import { AS_OF } from '../tokens.js';
import { AsOfJobAnswer } from './as-of.answer.js';

/** How the folding of rows as they were then stands. */
@ApiTags('operations')
@Controller('v1/as-of')
export class AsOfController {
  constructor(@Inject(AS_OF) private readonly jobs: Pick<AsOfJobs, 'job' | 'cancel'>) {}

  @Get(':id')
  @Reads()
  @Access({
    roles: ['office', 'unit', 'assessor', 'auditor'],
    scope: anyone('it says how far a fold is, and nothing of its rows'),
  })
  @Titled('历史查询进度', 'How the folding of rows as they were then stands')
  @Answers(AsOfJobAnswer)
  job(@Param() { id }: ById): AsOfJob {
    return found(this.jobs.job(id));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @ApiBearerAuth()
  @Access({ roles: ['operator'], scope: operations })
  @Titled('中止历史查询', 'Give up the folding of rows as they were then')
  @ApiAcceptedResponse({ type: AsOfJobAnswer, description: '已中止 It is given up.' })
  @problemResponses(400, 401, 403, 404, 503)
  @ApiBody({ type: EmptyBody, required: false })
  cancel(@Param() { id }: ById, @Body() _: EmptyBody): AsOfJob {
    return found(this.jobs.cancel(id));
  }
}

function found(job: AsOfJob | null): AsOfJob {
  if (!job) throw new NotFoundProblem('not-found');
  return job;
}
