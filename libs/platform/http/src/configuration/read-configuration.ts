import { type Configuration, ConfigurationError, isLoopback, type ProviderAuth } from './configuration.js';
import { NOT_YET, type VariableName, VARIABLES } from './variables.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Value<Name extends VariableName> = NonNullable<ReturnType<(typeof VARIABLES)[Name]['read']>>;

/** Reads the environment. Throws {@link ConfigurationError} that names every variable that is wrong and what is allowed. */
export function readConfiguration(environment: Environment): Configuration {
  const wrong: string[] = [];
  const read = <Name extends VariableName>(name: Name): Value<Name> | undefined => {
    const text = environment[name];
    if (text === undefined) return undefined;
    const value = text === '' ? null : VARIABLES[name].read(text);
    if (value === null) wrong.push(`${name}=${text} is not allowed: ${VARIABLES[name].allowed}`);
    return (value ?? undefined) as Value<Name> | undefined;
  };

  for (const [name, why] of Object.entries(NOT_YET))
    if (environment[name] !== undefined) wrong.push(`${name}: ${why}`);
  const host = read('HOST') ?? '127.0.0.1';
  const configuration: Configuration = {
    host,
    port: read('PORT') ?? 3000,
    loopback: isLoopback(host),
    dataDir: read('DATA_DIR') ?? (VARIABLES.DATA_DIR.read('./data') as string),
    eventStore: storeOf(read('EVENT_STORE_URL'), read('EVENT_STORE_GATEWAY_PORT'), wrong),
    auth: authOf(read('AUTH_JWKS'), read('AUTH_ISSUER'), read('AUTH_AUDIENCE'), wrong),
    kafka: read('KAFKA_BROKERS'),
    log: { level: read('LOG_LEVEL') ?? 'info', format: read('LOG_FORMAT') },
  };
  if (!configuration.loopback && configuration.auth.kind === 'own-key')
    wrong.push(
      `HOST=${host} is reached by other machines: set AUTH_JWKS, AUTH_ISSUER and AUTH_AUDIENCE, or use a loopback address`,
    );
  if (wrong.length > 0) throw new ConfigurationError(wrong);
  return configuration;
}

function storeOf(
  url: string | undefined,
  gatewayPort: number | undefined,
  wrong: string[],
): Configuration['eventStore'] {
  if (url === undefined) return { kind: 'embedded', gatewayPort };
  if (gatewayPort !== undefined)
    wrong.push('EVENT_STORE_GATEWAY_PORT serves the embedded log: unset it, or EVENT_STORE_URL');
  return { kind: 'eventstoredb', url };
}

function authOf(
  jwks: string | undefined,
  issuer: string | undefined,
  audience: string | undefined,
  wrong: string[],
): Configuration['auth'] {
  if (jwks === undefined && issuer === undefined && audience === undefined) return { kind: 'own-key' };
  for (const [name, value] of Object.entries({
    AUTH_JWKS: jwks,
    AUTH_ISSUER: issuer,
    AUTH_AUDIENCE: audience,
  }))
    if (value === undefined)
      wrong.push(`${name} is missing: AUTH_JWKS, AUTH_ISSUER and AUTH_AUDIENCE go together`);
  return { kind: 'provider', jwks, issuer, audience } as ProviderAuth;
}
