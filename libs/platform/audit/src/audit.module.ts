import { Module } from '@nestjs/common';
import { AuditController } from './audit.controller.js';

/** The history for auditors. */
@Module({ controllers: [AuditController] })
export class AuditModule {}
