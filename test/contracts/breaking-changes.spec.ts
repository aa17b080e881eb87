import { breakingChanges, type Schema } from '../../scripts/asyncapi/breaking-changes.js';

const notice: Schema = {
  type: 'object',
  properties: {
    noticeId: { type: 'string' },
    kind: { type: 'string', enum: ['criticism', 'commendation'] },
    rectifyBy: { type: 'string', description: 'a day' },
    units: {
      type: 'array',
      items: {
        type: 'object',
        properties: { unitId: { type: 'string' }, personTimes: { type: 'number' } },
        required: ['unitId', 'personTimes'],
      },
    },
  },
  required: ['noticeId', 'kind', 'units'],
};

interface Draft {
  type: string;
  enum: string[];
  description: string;
  required: string[];
  properties: Record<string, Draft>;
  items: Draft;
}

type Change = (schema: Draft) => void;

const changed = (change: Change): string[] => {
  const after = structuredClone(notice) as unknown as Draft;
  change(after);
  return breakingChanges(notice, after as unknown as Schema);
};

const field = (type: string): Draft => ({ type }) as Draft;

describe('a published contract', () => {
  it.each<[string, Change]>([
    ['is left as it is', () => undefined],
    ['gets an optional field', ({ properties }) => (properties.issuer = field('string'))],
    [
      'gets an optional field in a list',
      ({ properties }) => (properties.units!.items.properties.note = field('string')),
    ],
    [
      'is described in other words',
      ({ properties }) => (properties.rectifyBy!.description = 'a calendar day'),
    ],
    ['lists its words in another order', ({ required }) => void required.reverse()],
  ])('breaks nobody when it %s', (_, change) => expect(changed(change)).toEqual([]));

  it.each<[string, Change, string]>([
    ['loses a field', ({ properties }) => delete properties.rectifyBy, 'rectifyBy is gone'],
    [
      'retypes a field',
      ({ properties }) => (properties.noticeId!.type = 'number'),
      'noticeId has another type',
    ],
    [
      'names another kind',
      ({ properties }) => void properties.kind!.enum.push('other'),
      'kind has another enum',
    ],
    ['requires a field', ({ required }) => void required.push('rectifyBy'), 'rectifyBy is required now'],
    ['stops requiring a field', ({ required }) => void required.shift(), 'noticeId is optional now'],
    [
      'adds a required field',
      (schema) => {
        schema.properties.issuer = field('string');
        schema.required.push('issuer');
      },
      'issuer is new and required',
    ],
    [
      'changes what is in a list',
      ({ properties }) => delete properties.units!.items.properties.personTimes,
      'units[].personTimes is gone',
    ],
  ])('breaks its consumers when it %s', (_, change, sentence) => {
    expect(changed(change)).toEqual([expect.stringContaining(sentence)]);
  });
});
