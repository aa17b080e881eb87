export * from './consumer/index.js';
export * from './errors.js';
export type { KafkaConnection, SaslMechanism } from './kafka/connection.js';
export * from './messaging.js';
export * from './process/index.js';
export * from './relay/run-relay.js';
export { settingsOf, type RelayOptions, type RelaySettings } from './relay/settings.js';
export type { RelayPhase, RelayStatus } from './relay/status.js';
