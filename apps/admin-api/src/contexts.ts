import type { Type } from '@nestjs/common';

/** The Nest modules of every context: their routes, handlers, problems. The one place they are listed. */
export const CONTEXT_MODULES: readonly Type[] = [];
