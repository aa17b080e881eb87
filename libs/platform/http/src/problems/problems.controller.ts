import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Public } from '#platform/auth';
import { Matching } from '../fields/fields.js';
import { Answers, AnswersAll } from '../openapi/answers.js';
import { problemResponses } from '../openapi/problem-responses.js';
import { Titled } from '../openapi/titled.js';
import { NotFoundProblem } from './exceptions.js';
import { type KnownProblem, KnownProblemAnswer } from './known-problem.answer.js';
import type { ProblemMeaning } from './problem.js';
import { ProblemCatalogue } from './problem-catalogue.js';

class ByCode {
  @Matching(/^[a-z][a-z0-9-]{0,99}$/, 'idempotency-key-reused')
  code!: string;
}

/** What the `type` of a problem document leads to. */
@ApiTags('problems')
@Public()
@Controller('problems')
export class ProblemsController {
  constructor(private readonly catalogue: ProblemCatalogue) {}

  @Get()
  @Titled('全部问题代码', 'Every problem code with its status and meaning')
  @AnswersAll(KnownProblemAnswer)
  all(): { items: readonly KnownProblem[] } {
    return { items: this.catalogue.all().map(([code, meaning]) => known(code, meaning)) };
  }

  @Get(':code')
  @problemResponses(400, 404)
  @Titled('问题代码', 'What a problem code means')
  @Answers(KnownProblemAnswer)
  one(@Param() { code }: ByCode): KnownProblem {
    const meaning = this.catalogue.get(code);
    if (!meaning) throw new NotFoundProblem('not-found', { code });
    return known(code, meaning);
  }
}

const known = (code: string, { status, zh, en }: ProblemMeaning): KnownProblem => ({ code, status, zh, en });
