import type { Type } from '@nestjs/common';
import { type Address, type Running, serve, type Served, serveOpenApi } from '#platform/http';
import { AdminApiModule } from './admin-api.module.js';

/** Serves the API over what is running. Rejects when a start check fails or the port is taken. */
export const startAdminApi = (
  running: Running,
  contexts: readonly Type[],
  address: Address,
): Promise<Served> =>
  serve(
    running,
    (edge, checks) => AdminApiModule.of({ ...running, checks }, edge, contexts),
    address,
    serveOpenApi,
  );
