import type { NoticeKind } from '../domain/circulation-notice/circulation-notice.events.js';

export const NOTICE_KINDS = ['criticism', 'commendation'] satisfies NoticeKind[];
