import { isIPv4, isIPv6 } from 'node:net';
import { resolve } from 'node:path';
import type { KafkaConnection } from '#platform/messaging';
import type { LogOptions } from '#platform/observability';
import type { TracingOptions } from '#platform/tracing';

/** Everything a process is told, from the environment. */
export interface Configuration {
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Only this machine can reach the listener. */
  readonly loopback: boolean;
  /** Absolute. */
  readonly dataDir: string;
  readonly eventStore: EmbeddedStore | { readonly kind: 'eventstoredb'; readonly url: string };
  readonly auth: { readonly kind: 'own-key' } | ProviderAuth;
  /** Where the relay sends to; absent without Kafka. */
  readonly kafka?: KafkaConnection;
  readonly log: LogOptions;
  /** Absent: no spans are recorded and nothing of it is loaded. */
  readonly tracing?: TracingOptions;
}

export interface EmbeddedStore {
  readonly kind: 'embedded';
  /** Serves the log over the EventStoreDB protocol. */
  readonly gatewayPort?: number;
}

export interface ProviderAuth {
  readonly kind: 'provider';
  /** URL or file. */
  readonly jwks: string;
  readonly issuer: string;
  readonly audience: string;
}

/** The configuration cannot be used; each line names a variable and what is allowed. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  constructor(readonly lines: readonly string[]) {
    super(lines.join('\n'));
  }
}

/** Whether only this machine can reach a listener on this address. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  (isIPv4(host) && host.startsWith('127.')) ||
  (isIPv6(host) && /^(0*:)*:?0*1$/.test(host));

/** Absolute data directory. */
export const dataDirectory = (path: string): string => resolve(path);
