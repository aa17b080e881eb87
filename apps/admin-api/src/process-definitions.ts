import { documentsProcesses } from '#contexts/documents/definition';
import { supervisionProcesses } from '#contexts/supervision/definition';
import type { ContextProcesses } from '#platform/processes';

/** Every process there is, by context. */
export const CONTEXT_PROCESSES: readonly ContextProcesses[] = [supervisionProcesses, documentsProcesses];
