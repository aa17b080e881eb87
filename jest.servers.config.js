import { base } from './jest.config.js';

/** Suites against servers, which they start themselves: the gateway in another process, and a real Kafka broker (test/kafka). */
export default {
  ...base,
  testMatch: ['**/*.server-spec.ts', '**/*.broker-spec.ts'],
  testTimeout: 300_000,
};
