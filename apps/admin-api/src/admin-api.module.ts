import { type DynamicModule, Module, type Type } from '@nestjs/common';
import { AuditModule } from '#platform/audit';
import { type Edge, PlatformModule, type Running } from '#platform/http';

/** Everything that is served over HTTP. */
@Module({})
export class AdminApiModule {
  static of(running: Running, edge: Edge, contexts: readonly Type[]): DynamicModule {
    return {
      module: AdminApiModule,
      imports: [PlatformModule.forRoot(running, edge), AuditModule, ...contexts],
    };
  }
}
