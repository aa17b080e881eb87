import { inSpan, startBatchSpans, startSpan, startTracing } from './index.js';
import { parseTraceparent } from './traceparent.js';

const GIVEN = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

describe('tracing that is off', () => {
  it('begins no span and hands on what it was given', async () => {
    const tracing = await startTracing(undefined, 'api');
    expect(startSpan('x', { parent: GIVEN })).toBeNull();
    expect(startBatchSpans('x', [GIVEN])).toBeNull();
    expect(await inSpan('x', { parent: GIVEN }, (traceparent) => Promise.resolve(traceparent))).toBe(GIVEN);
    await expect(inSpan('x', {}, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await tracing.close();
  });
});

describe('a traceparent', () => {
  it('names trace, span and whether it is recorded', () => {
    expect(parseTraceparent(GIVEN)).toEqual({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: 1,
    });
  });

  it.each([
    '',
    GIVEN.slice(0, -1),
    GIVEN.toUpperCase(),
    `ff${GIVEN.slice(2)}`,
    '00-00000000000000000000000000000000-b7ad6b7169203331-01',
    '00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01',
  ])('that is none is passed over: %s', (header) => {
    expect(parseTraceparent(header)).toBeNull();
  });
});
