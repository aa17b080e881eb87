import type { PlatformProblemCode } from './platform-problems.js';

/** Seconds after which trying again makes sense. */
export const RETRY_AFTER_SECONDS: Readonly<Partial<Record<string, number>>> = {
  'concurrent-change': 1,
  'position-not-reached': 1,
  'store-overloaded': 1,
  'server-overloaded': 1,
  'request-timeout': 1,
  'too-many-connections': 5,
  'store-unavailable': 5,
  'newer-build-needed': 5,
  'as-of-busy': 2,
  'projection-unavailable': 5,
  'authentication-unavailable': 5,
  'shutting-down': 5,
  'deadline-passed': 5,
} satisfies Partial<Record<PlatformProblemCode, number>>;
