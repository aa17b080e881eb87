import { EventCodec, type RecordedEvent, type StoredEvent } from '#platform/event-store';
import { CONTEXT_DEFINITIONS as definitions } from '../../apps/projector/src/definitions.js';
import { eventsFile, type GoldenFile, goldenFiles } from './golden-files.js';
import { complaints } from './typed-literals.js';

const names = definitions.map(({ name }) => name);
const all = goldenFiles();
const golden = all.filter(({ context }) => names.includes(context));
const codec = new EventCodec(definitions.map(({ events }) => events));

const recorded = ({ type, version, data }: GoldenFile): RecordedEvent => ({
  id: '00000000-0000-8000-8000-000000000001',
  stream: 'golden.thing-1',
  revision: 0,
  position: 1n,
  type,
  contentType: 'application/json',
  data: Buffer.from(JSON.stringify(data)),
  metadata: Buffer.from(
    JSON.stringify({
      occurredOn: '2024-01-01',
      recordedAt: '2024-01-01T00:00:00.000Z',
      schemaVersion: version,
    }),
  ),
  created: 17_040_672_000_000_000n,
});

const today = (file: GoldenFile): StoredEvent => codec.decode(recorded(file));

describe.each(definitions.map((definition) => ({ context: definition.name, definition })))(
  'events of $context',
  ({ context, definition }) => {
    const own = golden.filter((file) => file.context === context);

    it('have one golden file for every version there ever was, and no other', () => {
      const expected = Object.entries(definition.events).flatMap(([type, { version }]) =>
        Array.from({ length: version }, (_, index) => `${type}.v${index + 1}`),
      );
      expect(own.map(({ type, version }) => `${type}.v${version}`).sort()).toEqual(expected.sort());
    });

    it('are published, in every version, as contracts of the context with a key', () => {
      for (const file of own) {
        const { event, id, stream, revision, recordedAt, metadata } = today(file);
        const at = { ordinal: 0, eventId: id, stream, revision, recordedAt, metadata };
        for (const { type, key } of definition.publish(event as never, at)) {
          expect(definition.contracts).toContain(type);
          expect(key).not.toBe('');
        }
      }
    });

    it('have declared their contracts by name and version', () => {
      for (const type of definition.contracts)
        expect(type).toMatch(new RegExp(`^civitas\\.${context}\\.[a-z-]+\\.v\\d+$`));
    });
  },
);

describe('golden files', () => {
  const found = complaints(
    golden.map((file) => ({ file: eventsFile(file), typeName: file.type, value: today(file).event })),
  );

  it.each(golden.map((file, index) => ({ ...file, index })))(
    '$path reads as what the event is today',
    ({ index }) => {
      expect(found[index]).toEqual([]);
    },
  );

  it('belong to a context that is composed', () => {
    expect(all.filter((file) => !golden.includes(file)).map(({ path }) => path)).toEqual([]);
  });
});

describe('the compiler as a judge of golden files', () => {
  it('finds a missing field, a wrong type and a field too many', () => {
    const [file] = golden;
    if (!file) throw new Error('there is no golden file');
    const { type, data } = today(file).event as { type: string; data: Record<string, unknown> };
    const [field] = Object.keys(data);
    const judge = (value: unknown) => complaints([{ file: eventsFile(file), typeName: file.type, value }])[0];
    expect(judge({ type, data: { ...data, [field as string]: undefined } })).toHaveLength(1);
    expect(judge({ type, data: { ...data, [field as string]: { unlike: true } } })).toHaveLength(1);
    expect(judge({ type, data: { ...data, surplus: 1 } })).toHaveLength(1);
  });
});
