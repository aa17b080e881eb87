import { Module, type OnModuleInit } from '@nestjs/common';
import { Directories, ProblemCatalogue } from '#platform/http';
import { AmendCirculationNoticeController } from './features/amend-circulation-notice/amend-circulation-notice.controller.js';
import { AmendCirculationNoticeHandler } from './features/amend-circulation-notice/amend-circulation-notice.handler.js';
import { FileCirculationNoticeController } from './features/file-circulation-notice/file-circulation-notice.controller.js';
import { FileCirculationNoticeHandler } from './features/file-circulation-notice/file-circulation-notice.handler.js';
import { IssueCirculationNoticeController } from './features/issue-circulation-notice/issue-circulation-notice.controller.js';
import { IssueCirculationNoticeHandler } from './features/issue-circulation-notice/issue-circulation-notice.handler.js';
import { ListCriticismsController } from './features/list-criticisms/list-criticisms.controller.js';
import { ListCriticismsHandler } from './features/list-criticisms/list-criticisms.query.js';
import { MarkRectificationOverdueHandler } from './features/mark-rectification-overdue/mark-rectification-overdue.handler.js';
import { NoticeScope } from './features/notice.scope.js';
import { supervisionProblems } from './features/problems.js';
import { ReadNoticesController } from './features/read-notices/read-notices.controller.js';
import { ReportRectificationController } from './features/report-rectification/report-rectification.controller.js';
import { RectificationScope } from './features/report-rectification/rectification.scope.js';
import { ReportRectificationHandler } from './features/report-rectification/report-rectification.handler.js';
import { VerifyRectificationController } from './features/verify-rectification/verify-rectification.controller.js';
import { VerifyRectificationHandler } from './features/verify-rectification/verify-rectification.handler.js';
import { WithdrawCirculationNoticeController } from './features/withdraw-circulation-notice/withdraw-circulation-notice.controller.js';
import { WithdrawCirculationNoticeHandler } from './features/withdraw-circulation-notice/withdraw-circulation-notice.handler.js';
import { WithdrawCirculationNoticeDraftHandler } from './features/withdraw-circulation-notice/withdraw-circulation-notice-draft.handler.js';

@Module({
  controllers: [
    FileCirculationNoticeController,
    AmendCirculationNoticeController,
    IssueCirculationNoticeController,
    ReportRectificationController,
    VerifyRectificationController,
    WithdrawCirculationNoticeController,
    ReadNoticesController,
    ListCriticismsController,
  ],
  providers: [
    FileCirculationNoticeHandler,
    AmendCirculationNoticeHandler,
    IssueCirculationNoticeHandler,
    ReportRectificationHandler,
    VerifyRectificationHandler,
    MarkRectificationOverdueHandler,
    WithdrawCirculationNoticeHandler,
    WithdrawCirculationNoticeDraftHandler,
    ListCriticismsHandler,
    NoticeScope,
    RectificationScope,
    Directories,
  ],
})
export class SupervisionModule implements OnModuleInit {
  constructor(private readonly problems: ProblemCatalogue) {}

  onModuleInit(): void {
    this.problems.add(supervisionProblems);
  }
}
