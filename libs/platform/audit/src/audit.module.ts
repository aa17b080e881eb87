import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';
import { CausationController } from './causation/causation.controller.js';

/** The history for auditors. */
@Module({ controllers: [AuditController, CausationController] })
export class AuditModule {}
