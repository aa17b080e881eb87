import { misfits, type Schemas } from './schema.js';

const schemas: Schemas = {
  Unit: {
    type: 'object',
    required: ['name'],
    properties: {
      name: { type: 'string', pattern: '^[a-z]+$' },
      kind: { type: 'string', enum: ['school'] },
      persons: { type: ['integer', 'null'] },
      years: { type: 'object', additionalProperties: { type: 'integer' } },
    },
  },
};
const units = { type: 'array', items: { allOf: [{ $ref: '#/components/schemas/Unit' }] } };

describe('what does not fit a schema', () => {
  it('is nothing of what it says', () => {
    const fitting = [{ name: 'a', kind: 'school', persons: null, years: { 2021: 1 } }, { name: 'b' }];
    expect(misfits(fitting, units, schemas)).toEqual([]);
  });

  it.each([
    ['a missing member', {}, '/0/name: missing'],
    ['a member nobody wrote down', { name: 'a', star: 1 }, '/0/star: not documented'],
    ['another type', { name: 1 }, '/0/name: number, not string'],
    ['a fraction', { name: 'a', persons: 0.5 }, '/0/persons: number, not integer|null'],
    ['another word', { name: 'a', kind: 'castle' }, '/0/kind: castle is none of the words'],
    ['another look', { name: 'A' }, '/0/name: A does not look like ^[a-z]+$'],
    ['a named value of another type', { name: 'a', years: { x: '1' } }, '/0/years/x: string, not integer'],
  ])('is %s', (_, unit, misfit) => {
    expect(misfits([unit], units, schemas)).toEqual([misfit]);
  });

  it('is anything, where a schema says nothing or its reference leads nowhere', () => {
    expect(misfits({}, {}, schemas)).toHaveLength(1);
    expect(() => misfits({}, { $ref: '#/components/schemas/' }, schemas)).toThrow('leads nowhere');
  });
});
