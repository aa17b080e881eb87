import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { ProblemCatalogue } from '#platform/http';
import { NUMBER_REGISTER } from './contracts/index.js';
import { AdoptNumberingPolicyController } from './features/adopt-numbering-policy/adopt-numbering-policy.controller.js';
import { AdoptNumberingPolicyHandler } from './features/adopt-numbering-policy/adopt-numbering-policy.handler.js';
import { documentsProblems } from './features/problems.js';
import { VoidDocumentNumberHandler } from './features/void-document-number/void-document-number.handler.js';
import { StreamNumberRegister } from './features/reserve-document-number/number-register.service.js';

/** Provides {@link NUMBER_REGISTER} to every context. */
@Global()
@Module({
  controllers: [AdoptNumberingPolicyController],
  providers: [
    AdoptNumberingPolicyHandler,
    VoidDocumentNumberHandler,
    { provide: NUMBER_REGISTER, useClass: StreamNumberRegister },
  ],
  exports: [NUMBER_REGISTER],
})
export class DocumentsModule implements OnModuleInit {
  constructor(private readonly problems: ProblemCatalogue) {}

  onModuleInit(): void {
    this.problems.add(documentsProblems);
  }
}
