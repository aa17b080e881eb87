import type { EventCatalogue } from '#platform/event-sourcing';
import type {
  CirculationNoticeDraftWithdrawn,
  CirculationNoticeEvent,
  CirculationNoticeIssued,
  CirculationNoticeWithdrawn,
  RectificationAccepted,
  RectificationOverdue,
  RectificationReported,
  RectificationReturned,
} from './domain/circulation-notice/circulation-notice.events.js';

export const supervisionEvents = {
  CirculationNoticeFiled: {
    version: 1,
    meaning: 'A circulation notice is drafted and filed.',
    words: '通报拟稿',
  },
  CirculationNoticeAmended: {
    version: 1,
    meaning: 'A draft is replaced by another; nobody was told of the first.',
    words: '修改通报草稿',
  },
  CirculationNoticeIssued: {
    version: 1,
    meaning: 'The notice is issued with its document number.',
    words: '通报签发',
    occurredOn: ({ issuedOn }: CirculationNoticeIssued['data']) => issuedOn,
  },
  RectificationReported: {
    version: 1,
    meaning: 'A named unit reports what it has put right.',
    words: '报送整改情况',
    occurredOn: ({ reportedOn }: RectificationReported['data']) => reportedOn,
  },
  RectificationAccepted: {
    version: 1,
    meaning: 'Somebody else has looked back and accepts the rectification.',
    words: '整改验收通过',
    occurredOn: ({ verifiedOn }: RectificationAccepted['data']) => verifiedOn,
  },
  RectificationReturned: {
    version: 1,
    meaning: 'The rectification falls short and is returned with a new deadline.',
    words: '整改退回',
    occurredOn: ({ verifiedOn }: RectificationReturned['data']) => verifiedOn,
  },
  RectificationOverdue: {
    version: 1,
    meaning: 'The deadline is over and named units have reported nothing.',
    words: '逾期未整改',
    occurredOn: ({ overdueFrom }: RectificationOverdue['data']) => overdueFrom,
  },
  CirculationNoticeWithdrawn: {
    version: 1,
    meaning: 'The notice is withdrawn; its number stays taken.',
    words: '撤回通报',
    occurredOn: ({ withdrawnOn }: CirculationNoticeWithdrawn['data']) => withdrawnOn,
  },
  CirculationNoticeDraftWithdrawn: {
    version: 1,
    meaning: 'A draft is withdrawn: it was never issued, has no number and is told to nobody.',
    words: '撤回通报草稿',
    occurredOn: ({ withdrawnOn }: CirculationNoticeDraftWithdrawn['data']) => withdrawnOn,
  },
} satisfies EventCatalogue<CirculationNoticeEvent['type']>;
