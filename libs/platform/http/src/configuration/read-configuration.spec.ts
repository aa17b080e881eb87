import { ConfigurationError, isLoopback } from './configuration.js';
import { readConfiguration } from './read-configuration.js';

const linesOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readConfiguration(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationError) return error.lines;
    throw error;
  }
};

describe('the configuration', () => {
  it('of an empty environment works', () => {
    expect(readConfiguration({ PATH: '/bin', KAFKAJS_NO_PARTITIONER_WARNING: '1' })).toMatchObject({
      host: '127.0.0.1',
      port: 3000,
      loopback: true,
      eventStore: { kind: 'embedded' },
      auth: { kind: 'own-key' },
      log: { level: 'info' },
    });
  });

  it('takes what is set', () => {
    const read = readConfiguration({
      HOST: '0.0.0.0',
      PORT: '8080',
      DATA_DIR: '/srv/civitas',
      EVENT_STORE_URL: 'esdb://127.0.0.1:2113?tls=false',
      KAFKA_BROKERS: 'a:9092, b:9092',
      AUTH_JWKS: 'https://id.example/keys',
      AUTH_ISSUER: 'https://id.example',
      AUTH_AUDIENCE: 'civitas',
      LOG_LEVEL: 'warn',
      LOG_FORMAT: 'json',
    });
    expect(read).toEqual({
      host: '0.0.0.0',
      port: 8080,
      loopback: false,
      dataDir: '/srv/civitas',
      eventStore: { kind: 'eventstoredb', url: 'esdb://127.0.0.1:2113?tls=false' },
      auth: {
        kind: 'provider',
        jwks: 'https://id.example/keys',
        issuer: 'https://id.example',
        audience: 'civitas',
      },
      kafka: { brokers: ['a:9092', 'b:9092'] },
      log: { level: 'warn', format: 'json' },
    });
  });

  it('says how brokers are reached that want to know who we are', () => {
    const user = {
      KAFKA_SASL_MECHANISM: 'scram-sha-512',
      KAFKA_USERNAME: 'civitas',
      KAFKA_PASSWORD: 'geheim',
    };
    expect(readConfiguration({ KAFKA_BROKERS: 'a:9093', KAFKA_TLS: 'system', ...user }).kafka).toEqual({
      brokers: ['a:9093'],
      tls: {},
      sasl: { mechanism: 'scram-sha-512', username: 'civitas', password: 'geheim' },
    });
  });

  const wrong: readonly (readonly [Record<string, string>, string])[] = [
    [{ KAFKA_BROKER: 'a:9092' }, 'KAFKA_BROKER is no setting, KAFKA_BROKERS is'],
    [{ eventstore_url: 'esdb://a:2113' }, 'eventstore_url is no setting, EVENT_STORE_URL is'],
    [{ PORT: '65536' }, 'PORT=65536 is not allowed: a port from 0'],
    [{ PORT: '' }, 'PORT= is not allowed'],
    [{ PORT: '3e3' }, 'PORT=3e3'],
    [{ HOST: 'my house' }, 'HOST=my house'],
    [{ HOST: '0.0.0.0' }, 'set AUTH_JWKS, AUTH_ISSUER and AUTH_AUDIENCE'],
    [{ EVENT_STORE_URL: 'http://x' }, 'esdb://'],
    [{ EVENT_STORE_GATEWAY_PORT: '0' }, 'EVENT_STORE_GATEWAY_PORT=0'],
    [
      { EVENT_STORE_URL: 'esdb://x:1', EVENT_STORE_GATEWAY_PORT: '2113' },
      'EVENT_STORE_GATEWAY_PORT serves the embedded log',
    ],
    [{ KAFKA_BROKERS: 'a' }, 'KAFKA_BROKERS=a'],
    [{ KAFKA_BROKERS: 'a:99999' }, 'KAFKA_BROKERS=a:99999'],
    [
      { KAFKA_BROKERS: 'a:9092', KAFKA_TLS: '/no/such/file' },
      'KAFKA_TLS=/no/such/file is not allowed: system',
    ],
    [{ KAFKA_BROKERS: 'a:9092', KAFKA_TLS: 'package.json' }, 'KAFKA_TLS=package.json is not allowed: system'],
    [{ KAFKA_TLS: 'system' }, 'KAFKA_BROKERS is missing'],
    [{ KAFKA_SASL_MECHANISM: 'plain', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p' }, 'KAFKA_BROKERS is missing'],
    [{ KAFKA_BROKERS: 'a:9092', KAFKA_SASL_MECHANISM: 'gssapi' }, 'plain, scram-sha-256, scram-sha-512'],
    [{ KAFKA_BROKERS: 'a:9092', KAFKA_USERNAME: 'u', KAFKA_PASSWORD: 'p' }, 'go together'],
    [{ AUTH_ISSUER: 'x' }, 'AUTH_JWKS is missing'],
    [{ AUTH_JWKS: '/no/such/file' }, 'a file that exists'],
    [{ READ_MODEL_URL: 'postgres://x' }, 'READ_MODEL_URL: read models are kept in SQLite'],
    [{ LOG_LEVEL: 'loud' }, 'fatal, error, warn, info'],
    [{ LOG_FORMAT: 'xml' }, 'json, pretty'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'collector:4317' }, 'the http(s) URL of a collector'],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c/v1/traces' }, 'without /v1/traces'],
    [{ OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' }, 'http/json'],
    [{ OTEL_EXPORTER_OTLP_HEADERS: 'secret' }, 'name=value'],
    [{ OTEL_TRACES_SAMPLER: 'always_on' }, 'parentbased_always_on, parentbased_traceidratio'],
    [{ OTEL_TRACES_SAMPLER_ARG: '1.5' }, 'a share from 0 to 1'],
  ];
  it.each(wrong)('of %j is refused, naming it and what is allowed', (environment, words) => {
    expect(linesOf(environment).join('\n')).toContain(words);
  });

  it.each<Record<string, string>>([
    { KAFKA_BROKER: 'theirs:1', KAFKA_BROKERS: 'a:9092' },
    {
      POST: '1',
      GHOST: 'x',
      XDG_DATA_DIRS: '/usr/share',
      LOG_LEVELS_SEEN: '3',
      OTEL_TRACES_EXPORTER: 'otlp',
    },
  ])('leaves %j alone', (environment) => {
    expect(linesOf(environment)).toEqual([]);
  });

  it.each<[Record<string, string>, object | undefined]>([
    [{}, undefined],
    [{ OTEL_SERVICE_NAME: 'x', OTEL_TRACES_SAMPLER_ARG: '0.1' }, undefined],
    [{ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c:4318' }, { url: 'http://c:4318/v1/traces', ratio: 1 }],
    [
      { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c/otlp/', OTEL_TRACES_SAMPLER_ARG: '0.1' },
      { url: 'http://c/otlp/v1/traces', ratio: 1, serviceName: 'civitas' },
    ],
    [
      {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://c',
        OTEL_TRACES_SAMPLER: 'parentbased_traceidratio',
        OTEL_TRACES_SAMPLER_ARG: '0.1',
      },
      { ratio: 0.1 },
    ],
  ])('traces with %j as %j', (environment, tracing) => {
    const read = readConfiguration(environment).tracing;
    if (tracing === undefined) expect(read).toBeUndefined();
    else expect(read).toMatchObject(tracing);
  });

  it('of a process that serves health and metrics alone needs no keys beyond loopback', () => {
    expect(readConfiguration({ HOST: '0.0.0.0' }, 'operations')).toMatchObject({
      host: '0.0.0.0',
      loopback: false,
    });
  });

  it('names everything that is wrong at once', () => {
    expect(linesOf({ PORT: 'x', LOG_LEVEL: 'y', READ_MODEL_URL: 'z' })).toHaveLength(3);
  });
});

describe('loopback', () => {
  it.each(['127.0.0.1', '127.8.8.8', '::1', '0:0:0:0:0:0:0:1', 'localhost'])('is %s', (host) => {
    expect(isLoopback(host)).toBe(true);
  });
  it.each(['0.0.0.0', '::', '10.0.0.1', '192.168.1.1', '::ffff:10.0.0.1', '1::1'])('is not %s', (host) => {
    expect(isLoopback(host)).toBe(false);
  });
});
