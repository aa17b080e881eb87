import { grantFor, namedScope } from './access-rules.js';
import { Forbidden, ScopeMissing } from './errors.js';
import { ANY_UNIT, type Principal } from './principal.js';
import type { AccessRequest } from './request.js';
import { body, query } from './scope.js';

const UNIT = '11111111-1111-4111-8111-111111111111';
const OTHER = '22222222-2222-4222-8222-222222222222';
const office: Principal = { actor: 'o', roles: ['office'], jurisdiction: '150200' };
const unit: Principal = { actor: 'u', roles: ['unit'], unitId: UNIT };
const auditor: Principal = { actor: 'a', roles: ['auditor'] };

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'granted';
  } catch (error) {
    if (error instanceof Forbidden) return error.code;
    throw error;
  }
};

describe('an office', () => {
  const demand = (jurisdiction?: string, narrowed = false) =>
    ({ roles: ['office'], scope: { jurisdiction }, narrowed }) as const;

  it('reaches its own jurisdiction and what lies below it', () => {
    expect(grantFor(office, demand('150200'))).toEqual({
      actor: 'o',
      role: 'office',
      jurisdiction: '150200',
    });
    expect(grantFor(office, demand('150202'))).toMatchObject({ jurisdiction: '150202' });
  });

  it.each(['150000', '000000', '150300', '440106'])('does not reach %s', (elsewhere) => {
    expect(codeOf(() => grantFor(office, demand(elsewhere)))).toBe('outside-jurisdiction');
  });

  it('is refused where the request names no place, unless the list is narrowed to its own', () => {
    expect(codeOf(() => grantFor(office, demand()))).toBe('outside-jurisdiction');
    expect(grantFor(office, demand(undefined, true))).toMatchObject({ jurisdiction: '150200' });
  });
});

describe('a unit', () => {
  const demand = (unitId?: string, narrowed = false) =>
    ({ roles: ['unit'], scope: { unitId }, narrowed }) as const;

  it('speaks for itself alone', () => {
    expect(grantFor(unit, demand(UNIT))).toMatchObject({ role: 'unit', unitId: UNIT });
    expect(codeOf(() => grantFor(unit, demand(OTHER)))).toBe('another-unit');
  });

  it('is refused where no unit is named, and gets its own part of a narrowed list', () => {
    expect(codeOf(() => grantFor(unit, demand()))).toBe('another-unit');
    expect(grantFor(unit, demand(undefined, true))).toMatchObject({ unitId: UNIT });
  });

  it('may be any unit with a development token', () => {
    const dev: Principal = { ...unit, unitId: ANY_UNIT };
    expect(grantFor(dev, demand(OTHER))).toMatchObject({ unitId: OTHER });
    expect(grantFor(dev, demand(undefined, true)).unitId).toBeUndefined();
  });
});

describe('roles', () => {
  it('that a route does not list are refused', () => {
    expect(
      codeOf(() => grantFor(unit, { roles: ['office'], scope: { unitId: UNIT }, narrowed: false })),
    ).toBe('role-not-allowed');
  });

  it('are tried in the order of the route, and the grant names the one that reached', () => {
    const both: Principal = { ...office, roles: ['office', 'unit'], unitId: UNIT };
    const demand = {
      roles: ['office', 'unit'],
      scope: { jurisdiction: '440106', unitId: UNIT },
      narrowed: false,
    } as const;
    expect(grantFor(both, demand).role).toBe('unit');
  });

  it('of auditors reach the whole country', () => {
    expect(grantFor(auditor, { roles: ['auditor'], scope: {}, narrowed: false })).toMatchObject({
      jurisdiction: '000000',
    });
  });
});

describe('a scope named by the request', () => {
  const request = (part: Partial<AccessRequest>): AccessRequest => ({
    method: 'POST',
    headers: {},
    params: {},
    query: {},
    body: undefined,
    ...part,
  });

  it('is read from its place', () => {
    expect(namedScope(request({ body: { jurisdiction: '150200' } }), body('jurisdiction'), false)).toEqual({
      jurisdiction: '150200',
    });
    expect(namedScope(request({ query: { unitId: UNIT } }), query('unitId', 'unit'), false)).toEqual({
      unitId: UNIT,
    });
  });

  it.each([undefined, null, 150200, ['150200'], '1408', '14080０', '150200 ', {}])(
    'is missing when it is %p',
    (jurisdiction) => {
      expect(() => namedScope(request({ body: { jurisdiction } }), body('jurisdiction'), false)).toThrow(
        ScopeMissing,
      );
    },
  );

  it('is never taken from a prototype', () => {
    const hostile = Object.create({ jurisdiction: '150200' }) as object;
    expect(() => namedScope(request({ body: hostile }), body('jurisdiction'), false)).toThrow(ScopeMissing);
  });

  it('may be left out of a narrowed list, and may not be malformed there', () => {
    expect(namedScope(request({}), query('jurisdiction'), true)).toEqual({});
    expect(() => namedScope(request({ query: { jurisdiction: 'x' } }), query('jurisdiction'), true)).toThrow(
      ScopeMissing,
    );
  });
});
