import { Injectable } from '@nestjs/common';
import type { AccessRequest, Scope, ScopeResolver } from '#platform/auth';
import { DeciderRepository } from '#platform/event-store';
import { NotFoundProblem } from '#platform/http';
import {
  circulationNotice,
  circulationNoticeStream,
} from '../domain/circulation-notice/circulation-notice.decider.js';
import type { CirculationNotice } from '../domain/circulation-notice/circulation-notice.state.js';

const NOTICE_ID = /^[0-9a-f-]{36}$/;

/** Where a notice is issued. */
@Injectable()
export class NoticeScope implements ScopeResolver {
  constructor(private readonly repository: DeciderRepository) {}

  async scopeOf(request: AccessRequest): Promise<Scope> {
    const { id = '' } = request.params as { id?: string };
    const notice = NOTICE_ID.test(id) ? await this.load(id) : null;
    if (!notice || notice.status === 'unfiled') throw new NotFoundProblem('notice-not-found');
    return { jurisdiction: notice.draft.jurisdiction };
  }

  private async load(id: string): Promise<CirculationNotice> {
    return (await this.repository.load(circulationNotice, circulationNoticeStream(id))).state;
  }
}
