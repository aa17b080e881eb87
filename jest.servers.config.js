import { base } from './jest.config.js';

/** Suites that start what they need: the gateway in another process, a real Kafka broker (test/kafka), servers that are killed, stopped or overrun. */
export default {
  ...base,
  testMatch: ['**/*.server-spec.ts', '**/*.broker-spec.ts'],
  testTimeout: 300_000,
};
