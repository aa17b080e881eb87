import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Access, anyone } from '#platform/auth';
import type { EventMetadata, EventStore, LedgerEntry } from '#platform/event-store';
import {
  AnswersPage,
  Count,
  EVENT_STORE,
  ListQuery,
  type ListPage,
  Matching,
  Reads,
  STORE_ID,
  Text,
  Titled,
} from '#platform/http';
import { type AuditedEvent, AuditedEventAnswer } from './audit.answer.js';
import { cursorOf, placeOf } from './audit-cursor.js';
import { LedgerWindow } from './ledger-window.js';

class AuditQuery extends ListQuery {
  @Count({ fromText: true, optional: true, about: '从该序号起 From this ordinal on.' })
  from: number = 0;

  @Text({ max: 512, optional: true, about: '流名 Name of a stream.' })
  stream?: string;

  @Matching(/^[A-Za-z][A-Za-z0-9]{0,99}$/, 'UnitRegistered', { optional: true })
  type?: string;

  @Text({ max: 100, optional: true, about: '操作者 Who acted.' })
  actor?: string;
}

/** Events looked at a request: a filter that matches nothing answers quickly, with a cursor to go on. */
const BUDGET = 20_000;

/** The history itself, for auditors. */
@ApiTags('audit')
@Controller('v1/audit')
export class AuditController {
  private readonly window: LedgerWindow;

  constructor(
    @Inject(EVENT_STORE) store: EventStore,
    @Inject(STORE_ID) private readonly storeId: string,
  ) {
    this.window = new LedgerWindow(store);
  }

  @Get('events')
  @Reads()
  @Access({ roles: ['auditor'], scope: anyone('auditors read everything') })
  @Titled(
    '事件账本',
    'The ledger, oldest first',
    '筛选时每次只查看有限数量的事件：有 cursor 即可继续，即使本页为空。 A filtered page looks at a bounded number of events: while there is a cursor there is more, even if the page is empty.',
  )
  @AnswersPage(AuditedEventAnswer)
  async events(
    @Query() { from, stream, type, actor, limit, cursor }: AuditQuery,
  ): Promise<ListPage<AuditedEvent>> {
    const place = cursor === undefined ? this.window.placeBefore(from) : placeOf(this.storeId, cursor);
    const wanted = ({ ordinal, recorded }: LedgerEntry): boolean =>
      ordinal >= from &&
      (stream === undefined || recorded.stream === stream) &&
      (type === undefined || recorded.type === type) &&
      (actor === undefined || (parsed(recorded.metadata) as Partial<EventMetadata> | null)?.actor === actor);
    const { entries, next } = await this.window.walk(place, wanted, limit, BUDGET);
    return { items: entries.map(audited), ...(next && { cursor: cursorOf(this.storeId, next) }) };
  }
}

const audited = ({
  ordinal,
  recorded: { stream, revision, id, type, data, metadata },
}: LedgerEntry): AuditedEvent => ({
  ordinal,
  stream,
  revision,
  id,
  type,
  data: parsed(data),
  metadata: parsed(metadata),
});

/** Null for bytes that are no JSON: none of ours, but shown all the same. */
function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as unknown;
  } catch {
    return null;
  }
}
