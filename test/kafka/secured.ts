import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const STORE_PASSWORD = 'changeit';
const PLAIN = 'org.apache.kafka.common.security.plain.PlainLoginModule';

export interface KafkaUser {
  readonly username: string;
  readonly password: string;
}

/** A listener that wants TLS and this user; its certificate is `ca.pem` in the data folder. Among themselves brokers speak plainly. */
export const securedFor = (user: KafkaUser) => async (dataDir: string) => {
  await makeCertificate(dataDir);
  return propertiesOf(dataDir, user);
};

/** For 127.0.0.1, by the keytool of Java. */
async function makeCertificate(dataDir: string): Promise<void> {
  const store = ['-keystore', storeOf(dataDir), '-storepass', STORE_PASSWORD, '-alias', 'broker'];
  const subject = ['-dname', 'CN=127.0.0.1', '-ext', 'san=ip:127.0.0.1'];
  await run('keytool', [
    '-genkeypair',
    '-keyalg',
    'RSA',
    '-validity',
    '2',
    '-storetype',
    'PKCS12',
    ...subject,
    ...store,
  ]);
  await run('keytool', ['-exportcert', '-rfc', '-file', join(dataDir, 'ca.pem'), ...store]);
}

const propertiesOf = (dataDir: string, { username, password }: KafkaUser) => ({
  'inter.broker.listener.name': 'PLAINTEXT',
  'listener.name.secured.ssl.keystore.type': 'PKCS12',
  'listener.name.secured.ssl.keystore.location': storeOf(dataDir),
  'listener.name.secured.ssl.keystore.password': STORE_PASSWORD,
  'listener.name.secured.sasl.enabled.mechanisms': 'PLAIN',
  'listener.name.secured.plain.sasl.jaas.config': `${PLAIN} required user_${username}="${password}";`,
});

const storeOf = (dataDir: string): string => join(dataDir, 'broker.p12');
