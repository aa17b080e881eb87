export { AuditModule } from './audit.module.js';
export type { AuditedEvent } from './audit.answer.js';
