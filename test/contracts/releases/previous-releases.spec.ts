import { countEntries, EventCodec, ledgerCatalogue, type RecordedEvent } from '#platform/event-store';
import { EventRouter } from '#platform/projections';
import { foldRows } from '#platform/testing';
import { CONTEXT_DEFINITIONS as definitions } from '../../../apps/projector/src/definitions.js';
import { historyOf, Release } from './release.js';

const catalogues = [ledgerCatalogue, ...definitions.map(({ events }) => events)];
const codec = new EventCodec(catalogues);
const router = new EventRouter(definitions);
const onTopics = new Set(definitions.flatMap(({ topics }) => topics.flatMap(({ contracts }) => contracts)));
const releases = Release.all().map((release) => ({ release, name: release.name }));

const versionOf = ({ metadata }: RecordedEvent): number =>
  (JSON.parse(Buffer.from(metadata).toString()) as { schemaVersion: number }).schemaVersion;

it('every event type, in every version, stands in the ledger of a release', async () => {
  const histories = await Promise.all(releases.map(async ({ release }) => historyOf(await release.store())));
  const held = histories.flat().map((event) => `${event.type}.v${versionOf(event)}`);
  const known = catalogues.flatMap((catalogue) =>
    Object.entries(catalogue).flatMap(([type, { version }]) =>
      Array.from({ length: version }, (_, index) => `${type}.v${index + 1}`),
    ),
  );
  expect(known.filter((type) => !held.includes(type))).toEqual([]);
});

describe.each(releases)('the ledger of $name, read by this build', ({ release }) => {
  let history: readonly RecordedEvent[];
  beforeAll(async () => {
    history = await historyOf(await release.store());
  });

  it.each(router.projections.map((projection) => ({ name: projection.name, projection })))(
    'folds to the same rows of $name',
    ({ projection }) => {
      const routed = countEntries(history, -1).flatMap((entry) => router.open(entry).events);
      const handled = routed
        .filter(({ type }) => (projection.handles as readonly string[]).includes(type))
        .map(({ at, ...event }) => ({
          ...event,
          at: { ...at, recordedAt: at.recordedAt, metadata: at.metadata },
        }));
      const folded = Object.fromEntries(foldRows(projection, handled));
      expect({ version: projection.version, rows: folded }).toEqual({
        version: projection.version,
        rows: release.rowsOf(projection),
      });
    },
  );

  it('publishes what it published then, on its topics that alone, a contract’s new optional fields apart', () => {
    const published = countEntries(history, -1).flatMap(({ ordinal, recorded }) => {
      const { id: eventId, stream, revision, recordedAt, metadata, event } = codec.decode(recorded);
      const owner = definitions.find(({ events }) => event.type in events);
      const at = { ordinal, eventId, stream, revision, recordedAt, metadata };
      const made = owner?.publish(event as never, at) ?? [];
      return made.map(({ type, key, data }) => ({ ordinal, type, key, data }));
    });
    const then = new Set(release.published.map(({ ordinal, type }) => `${ordinal} ${type}`));
    const promised = published.filter(
      ({ ordinal, type }) => onTopics.has(type) || then.has(`${ordinal} ${type}`),
    );
    expect(promised).toMatchObject(release.published);
  });
});
