import { RelayStopped } from '../errors.js';
import type { MessageBroker, TopicPolicy } from '../messaging.js';
import { CHECKPOINT_TOPIC, parseCheckpoint, type Parked, type RelayCheckpoint } from '../wire/index.js';
import { verifyHistory } from './history.js';
import type { RelaySettings } from './settings.js';

/** One for all relays of a broker: that a checkpoint of another ledger is found is what protects its topics. */
export const RELAY = 'civitas-relay';

export async function ensureCheckpointTopic(broker: MessageBroker): Promise<void> {
  const there = await broker.partitionCounts([CHECKPOINT_TOPIC]);
  if (!there.has(CHECKPOINT_TOPIC))
    await broker.createTopics([{ topic: CHECKPOINT_TOPIC, cleanup: 'compact', partitions: 1 }]);
}

/**
 * Where to go on, with a partition count for every topic, all of them created. Throws RelayStopped when Kafka
 * has seen another history than this ledger's, or when a topic it wrote to is gone.
 */
export async function startingPoint(
  broker: MessageBroker,
  fence: string,
  settings: RelaySettings,
): Promise<RelayCheckpoint> {
  const { ledger, reader } = settings;
  const storeId = await reader.storeId();
  const text = await broker.readCheckpoint(RELAY, fence);
  const beginning = { ordinal: -1, position: null, anchor: null, partitions: {}, sequences: {}, parked: [] };
  const found: RelayCheckpoint | null =
    text === null ? { ...beginning, ledgerId: ledger.ledgerId, storeId } : parseCheckpoint(text);
  if (!found)
    throw new RelayStopped(
      `the last checkpoint in ${CHECKPOINT_TOPIC} was not written by a relay: ${text?.slice(0, 100)}; write the one ` +
        `before it there again, with the key ${RELAY}, and look who may write to that topic`,
    );
  if (found.refusal !== undefined) throw new RelayStopped(found.refusal);
  if (text === null) {
    await refuseOtherPolicy(broker, [CHECKPOINT_TOPIC], 'compact');
    await refuseOrphans(broker, settings);
  }
  await verifyHistory(found, settings);
  return withTopics(broker, found.storeId === storeId ? found : movedTo(storeId, found), settings);
}

/** Without a checkpoint all would be sent from the beginning, and behind records that are there it would be twice. */
async function refuseOrphans(broker: MessageBroker, { definitions }: RelaySettings): Promise<void> {
  const topics = definitions.flatMap((definition) => [...definition.topics, ...definition.stateTopics]);
  const there = await broker.partitionCounts(topics.map(({ topic }) => topic));
  for (const topic of there.keys())
    if (await broker.holdsRecords(topic))
      throw new RelayStopped(
        `the topic ${topic} holds records, but there is no checkpoint of a relay that wrote them: ` +
          `restore ${CHECKPOINT_TOPIC}, or delete the topics`,
      );
}

/** Positions mean nothing in another store: whatever they would find is counted from the beginning. */
const movedTo = (storeId: string, checkpoint: RelayCheckpoint): RelayCheckpoint => ({
  ...checkpoint,
  storeId,
  position: null,
  parked: checkpoint.parked.map((entry) => ({ ...entry, after: { ordinal: -1, position: null } })),
});

async function withTopics(
  broker: MessageBroker,
  checkpoint: RelayCheckpoint,
  settings: RelaySettings,
): Promise<RelayCheckpoint> {
  const events = settings.definitions.flatMap(({ topics }) => topics.map(({ topic }) => topic));
  const states = settings.definitions.flatMap(({ stateTopics }) => stateTopics.map(({ topic }) => topic));
  const there = await broker.partitionCounts([...events, ...states]);
  const foreign = (topic: string): boolean => there.has(topic) && checkpoint.partitions[topic] === undefined;
  await refuseOtherPolicy(broker, events.filter(foreign), 'delete');
  await refuseOtherPolicy(broker, states.filter(foreign), 'compact');
  const partitions: Record<string, number> = { ...checkpoint.partitions };
  const parked: Parked[] = [...checkpoint.parked];
  for (const topic of [...events, ...states]) {
    const known = partitions[topic];
    const count = there.get(topic);
    if (known !== undefined) refuseLost(topic, known, count);
    else {
      partitions[topic] = count ?? settings.partitions;
      if (events.includes(topic) && checkpoint.ordinal >= 0) parked.push(newTopic(topic));
    }
  }
  const missing = (topics: readonly string[], cleanup: 'delete' | 'compact') =>
    topics
      .filter((topic) => !there.has(topic))
      .map((topic) => ({ topic, cleanup, partitions: partitions[topic] as number }));
  const create = [...missing(events, 'delete'), ...missing(states, 'compact')];
  if (create.length > 0) await broker.createTopics(create);
  return { ...checkpoint, partitions, parked };
}

/** A topic that somebody else made may lose what ours must keep: rows by their age, facts that another one follows. */
async function refuseOtherPolicy(
  broker: MessageBroker,
  topics: readonly string[],
  wanted: TopicPolicy['cleanup'],
): Promise<void> {
  if (topics.length === 0) return;
  for (const [topic, policy] of await broker.cleanupPolicies(topics))
    if (policy !== wanted)
      throw new RelayStopped(
        `the topic ${topic} has cleanup.policy ${policy}, not ${wanted}: somebody else made it; ` +
          'delete it, and the relay makes it as it must be, or set the policy',
      );
}

function refuseLost(topic: string, known: number, count: number | undefined): void {
  if (count === undefined)
    throw new RelayStopped(
      `the topic ${topic}, to which records were sent, is gone from the broker, or it does not let the relay see it`,
    );
  if (count < known)
    throw new RelayStopped(`the topic ${topic} has ${count} partitions, ${known} were written to`);
}

const newTopic = (topic: string): Parked => ({
  topic,
  key: null,
  reason: 'not-published-yet',
  detail: 'the history before the topic is being sent',
  ordinal: 0,
  stream: '',
  revision: 0,
  after: { ordinal: -1, position: null },
  bytes: 0,
});
