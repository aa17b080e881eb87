import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, anyone } from '#platform/auth';
import type { EventStore } from '#platform/event-store';
import {
  Answers,
  Count,
  EVENT_STORE,
  NotFoundProblem,
  problemResponses,
  Reads,
  Text,
  Titled,
} from '#platform/http';
import { type Causation, CausationAnswer, causationOf } from './causation.answer.js';
import { KinFinder, metadataOf } from './kin-search.js';

class EventPlaceParams {
  @Text({ max: 400, about: '流名 Name of its stream.' })
  stream!: string;

  @Count({ fromText: true, about: '流内版本 Its revision there.' })
  revision!: number;
}

class SearchQuery {
  @Count({
    fromText: true,
    optional: true,
    min: 1_000,
    max: 2_000_000,
    about: '至多查看多少事件 How many events to look at.',
  })
  within: number = 50_000;
}

/** Why something happened and what came of it, for auditors. */
@ApiTags('audit')
@Controller('v1/audit')
export class CausationController {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  @Get('events/:stream/:revision/causation')
  @Reads()
  @Access({ roles: ['auditor'], scope: anyone('auditors read everything') })
  @Titled(
    '因果链',
    'What led to an event, and what it led to',
    '没有全账本索引：先查同一流，再由近及远查看账本，最多 within 个事件；complete 说明是否查完。 There is no index over all events: its own stream is looked at, then the ledger around it, nearest first, at most `within` events; `complete` says whether that was all.',
  )
  @Answers(CausationAnswer)
  @problemResponses(404)
  async causation(
    @Param() { stream, revision }: EventPlaceParams,
    @Query() { within }: SearchQuery,
  ): Promise<Causation> {
    const [recorded] = await this.store.readStream(stream, { from: revision, limit: 1 });
    if (recorded?.revision !== revision) throw new NotFoundProblem('not-found', { stream, revision });
    const of = { recorded, metadata: metadataOf(recorded) };
    return causationOf(of, await new KinFinder(this.store, of, within).find());
  }
}
