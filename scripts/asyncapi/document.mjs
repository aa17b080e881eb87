const SEVEN_DAYS_MS = 604_800_000;
const KAFKA = '0.5.0';
const MARKER = 'civitas.platform.marker.v1';

const text = (description) => ({ type: 'string', description });
const count = (description) => ({ type: 'string', pattern: '^\\d+$', description });

/** What every record carries; CloudEvents 1.0, Kafka binary mode, and what proves the record. */
const HEADERS = {
  type: 'object',
  properties: {
    'content-type': { const: 'application/json' },
    ce_specversion: { const: '1.0' },
    ce_id: text('Unique for its ce_source.'),
    ce_type: text('Name of the contract; of the topic for a row.'),
    ce_source: text('urn:civitas:<context>.'),
    ce_time: { ...text('When it was entered, UTC.'), format: 'date-time' },
    ce_subject: text('The record key.'),
    ce_dataschema: text('$id of the JSON Schema of the body.'),
    civitas_ledger: text('Id of the ledger it comes from.'),
    civitas_ordinal: count('Ordinal of the ledger entry; rises per key.'),
    civitas_stream: text('Stream of that entry.'),
    civitas_revision: count('Its revision there.'),
    civitas_sequence: count(
      'Dense from 0 in each partition: a jump is a loss, in a compacted topic a compaction.',
    ),
  },
};
HEADERS.required = Object.keys(HEADERS.properties);
HEADERS.properties.traceparent = text(
  'W3C trace context of the command behind a fact, where there was one; rows have none.',
);

const messageOf = (name, schema, key) => ({
  name,
  title: name,
  ...(schema.description && { summary: schema.description }),
  contentType: 'application/json',
  headers: { $ref: '#/components/schemas/recordHeaders' },
  payload: { $ref: `./schemas/${name}.json` },
  bindings: { kafka: { key: { type: 'string', description: key }, bindingVersion: KAFKA } },
});

const channelOf = (topic, description, messages, topicConfiguration) => ({
  address: topic,
  description,
  messages: Object.fromEntries(messages.map((name) => [name, { $ref: `#/components/messages/${name}` }])),
  bindings: { kafka: { topic, topicConfiguration, bindingVersion: KAFKA } },
});

const EVENTS =
  'Facts, each once and in order per key. Kept for at least seven days. More kinds may join: pass over a ce_type you do not know.';
const ROWS =
  'Compacted: the current value of each key; a record without a body takes the key away. Markers ($marker) prove a partition.';

/** The AsyncAPI 3 document of all topics. Throws on a topic whose contract has no schema. */
export function asyncApi(definitions, schemas, version) {
  const schemaOf = (name) => {
    const schema = schemas.get(name);
    if (!schema) throw new Error(`no contract interface exports ${name}`);
    return schema;
  };
  const channels = {};
  const messages = {};
  for (const { topics, stateTopics } of definitions) {
    for (const { topic, contracts } of topics) {
      for (const name of contracts) messages[name] = messageOf(name, schemaOf(name), 'Id of the aggregate.');
      channels[topic] = channelOf(topic, EVENTS, contracts, {
        'cleanup.policy': ['delete'],
        'retention.ms': SEVEN_DAYS_MS,
      });
    }
    for (const { topic } of stateTopics) {
      messages[topic] = messageOf(topic, schemaOf(topic), 'Key of the row.');
      channels[topic] = channelOf(topic, ROWS, [topic, MARKER], { 'cleanup.policy': ['compact'] });
    }
  }
  messages[MARKER] = messageOf(MARKER, schemaOf(MARKER), 'Always $marker.');
  return {
    asyncapi: '3.0.0',
    id: 'urn:civitas',
    info: {
      title: 'Civitas',
      version,
      description:
        'What Civitas (文明单位创建) publishes to Apache Kafka. Read with isolation level read_committed.',
      license: { name: 'Apache-2.0' },
    },
    defaultContentType: 'application/json',
    channels: sorted(channels),
    operations: sorted(operationsOf(channels)),
    components: { messages: sorted(messages), schemas: { recordHeaders: HEADERS } },
  };
}

const operationsOf = (channels) =>
  Object.fromEntries(
    Object.keys(channels).map((topic) => [
      `publish.${topic}`,
      { action: 'send', channel: { $ref: `#/channels/${topic}` } },
    ]),
  );

const sorted = (members) => Object.fromEntries(Object.entries(members).sort(([a], [b]) => (a < b ? -1 : 1)));
