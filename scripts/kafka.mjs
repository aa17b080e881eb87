import { join } from 'node:path';
import { KafkaNotInstallable, startBroker } from '../test/kafka/broker.ts';

/** `npm run kafka`: a real broker on 127.0.0.1 until Ctrl-C. KAFKA_PORT (9092), KAFKA_DIR (.cache/kafka/data). */
const port = Number(process.env.KAFKA_PORT ?? 9092);
const dataDir = process.env.KAFKA_DIR ?? join(process.cwd(), '.cache', 'kafka', 'data');

if (!Number.isInteger(port) || port < 1 || port > 65535) {
  console.error(`KAFKA_PORT must be a port number, not ${process.env.KAFKA_PORT}.`);
  process.exit(1);
}

try {
  console.log('Starting Apache Kafka …');
  const broker = await startBroker({ dataDir, port });
  console.log(
    `Kafka serves at ${broker.brokers[0]}, data in ${dataDir}. Start Civitas with KAFKA_BROKERS=${broker.brokers[0]}. Ctrl-C stops.`,
  );
  const stop = async () => {
    await broker.stop();
    process.exit(0);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
} catch (error) {
  console.error(error instanceof KafkaNotInstallable ? error.message : error);
  process.exit(1);
}
