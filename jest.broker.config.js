import { base } from './jest.config.js';

/** Suites that need the real Kafka broker, which they start themselves (test/kafka). */
export default { ...base, testMatch: ['**/*.broker-spec.ts'], testTimeout: 300_000 };
