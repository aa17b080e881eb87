import { admit, type Grant } from '#platform/auth';
import { PlatformProblem } from '../problems/exceptions.js';
import { commandContext } from './command-context.js';
import type { EdgeRequest } from './edge-request.js';

const GRANT: Grant = { actor: 'li', role: 'office', jurisdiction: '150200' };

function request(part: Partial<EdgeRequest> = {}, grant: Grant = GRANT): EdgeRequest {
  const made = {
    method: 'POST',
    url: '/v1/notices/n1/issue',
    routeOptions: { url: '/v1/notices/:id/issue' },
    headers: { 'idempotency-key': 'k1' },
    params: { id: 'n1' },
    query: {},
    body: { documentNumber: 'x' },
    correlationId: 'c1',
    now: '2021-12-31T16:30:00.000Z',
    ...part,
  } as EdgeRequest;
  admit(made, grant);
  return made;
}

const idOf = (part: Partial<EdgeRequest>, grant?: Grant): string =>
  commandContext(request(part, grant)).commandId;
const codeOf = (part: Partial<EdgeRequest>): string => {
  try {
    commandContext(request(part));
    return 'made';
  } catch (error) {
    if (error instanceof PlatformProblem) return error.code;
    throw error;
  }
};

describe('the command id', () => {
  it('is the same for the same actor, route, target and key, whatever the body', () => {
    expect(idOf({})).toBe(idOf({ body: { documentNumber: 'y' } }));
    expect(idOf({})).toBe(
      idOf({ url: '/v1/notices/n1/issue?x=1', correlationId: 'c2', now: '2022-01-01T00:00:00.000Z' }),
    );
  });

  it('differs by each of them', () => {
    const ids = [
      idOf({}),
      idOf({ headers: { 'idempotency-key': 'k2' } }),
      idOf({ params: { id: 'n2' } }),
      idOf({ routeOptions: { url: '/v1/notices/:id/withdraw' } }),
      idOf({ method: 'PUT' }),
      idOf({}, { ...GRANT, actor: 'wang' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the targets', () => {
  it('are what the path names, and nothing the body says', () => {
    const targets = (part: Partial<EdgeRequest>) => commandContext(request(part)).targets;
    expect(targets({ params: { unitId: 'u1', level: 'county' } })).toEqual(['u1', 'county']);
    expect(targets({ params: {}, body: { id: 'n1' } })).toEqual([]);
  });
});

describe('the signal', () => {
  it('is aborted when the request is answered in the stead of its handler, before it begins or after', () => {
    const late = request();
    const { signal } = commandContext(late);
    expect(signal?.aborted).toBe(false);
    late.abandoned?.abort();
    expect(signal?.aborted).toBe(true);
    expect(commandContext(late).signal?.aborted).toBe(true);
  });
});

describe('the request hash', () => {
  it('is the same for equal bodies and differs for others', () => {
    const hashOf = (body: unknown): string => commandContext(request({ body })).requestHash;
    expect(hashOf({ a: 1, b: [2] })).toBe(hashOf({ b: [2], a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
    expect(hashOf(undefined)).not.toBe(hashOf({}));
  });
});

describe('a context', () => {
  it('says who acts in which role, when, and why', () => {
    expect(commandContext(request({ body: { reason: ' 录入有误 ' } }))).toMatchObject({
      actor: 'li',
      role: 'office',
      reason: '录入有误',
      correlationId: 'c1',
      now: '2021-12-31T16:30:00.000Z',
      today: '2022-01-01',
    });
  });

  it('names the unit when a unit acts, and when its token acts for an office', () => {
    expect(commandContext(request({}, { actor: 'u', role: 'unit', unitId: 'u1' })).actorUnitId).toBe('u1');
    expect(commandContext(request({}, { actor: 'o', role: 'office', unitId: 'u1' }))).not.toHaveProperty(
      'actorUnitId',
    );
    const both = { actor: 'b', role: 'office', ownUnitId: 'u1' } as const;
    expect(commandContext(request({}, both)).actorUnitId).toBe('u1');
  });

  it('carries a traceparent that is one and passes over any other', () => {
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const carried = (header: string) =>
      commandContext(request({ headers: { 'idempotency-key': 'k', traceparent: header } })).traceparent;
    expect(carried(traceparent)).toBe(traceparent);
    expect(carried('00-00000000000000000000000000000000-00f067aa0ba902b7-01')).toBeUndefined();
    expect(carried('x')).toBeUndefined();
  });

  it('takes the revision from If-Match', () => {
    const expected = (header: string) =>
      commandContext(request({ headers: { 'idempotency-key': 'k', 'if-match': header } })).expectedRevision;
    expect(expected('"0"')).toBe(0);
    expect(expected('"17"')).toBe(17);
  });
});

describe('is refused', () => {
  it.each([undefined, '', 'a b', '密钥', 'x'.repeat(201), 'a\u0000'])('with the key %p', (key) => {
    expect(codeOf({ headers: { 'idempotency-key': key } })).toBe('idempotency-key-missing');
  });

  it.each(['3', '"03"', '"-1"', 'W/"3"', '*', '"3", "4"', ''])('with If-Match %p', (header) => {
    expect(codeOf({ headers: { 'idempotency-key': 'k', 'if-match': header } })).toBe('malformed-if-match');
  });
});
