import { eventually } from '#platform/testing';
import { EDGE_LIMITS } from '../src/edge/limits.js';
import { endListening, get, LARGE, listen, outcome, post } from './small-listener.js';

afterEach(endListening);

describe('too many', () => {
  it('requests at once are refused, health is answered', async () => {
    const { open, held } = await listen({ handled: 3 });
    const taken = await Promise.all([1, 2, 3].map(() => open(get('/held'))));
    await eventually('three handlers', () => held.length === 3);
    const refused = await (await open(get('/quick'))).answer();
    expect(outcome(refused)).toBe('503 server-overloaded');
    expect(refused.headers).toMatchObject({ 'retry-after': '1' });
    expect((await (await open(get('/health'))).answer()).status).toBe(200);
    for (const release of held) release();
    for (const connection of taken) expect((await connection.answer()).status).toBe(200);
    expect((await (await open(get('/quick'))).answer()).status).toBe(200);
  });

  it('requests of one connection are refused, in their turn', async () => {
    const { open, held } = await listen({ pipelined: 2 });
    const greedy = await open(get('/held') + get('/held') + get('/quick'));
    await eventually('two handlers', () => held.length === 2);
    for (const release of held) release();
    expect((await greedy.answer(1)).status).toBe(200);
    expect(outcome(await greedy.answer(2))).toBe('503 server-overloaded');
  });

  it('answers that a connection asks for and does not read are refused', async () => {
    const { open } = await listen();
    const deaf = await open();
    deaf.stopReading();
    deaf.send(get('/large') + get('/large'));
    await (await open(get('/quick'))).answer();
    deaf.readOn();
    expect((await deaf.answer(0)).text).toHaveLength(LARGE);
    expect(outcome(await deaf.answer(1))).toBe('503 server-overloaded');
  });

  it('connections are told so and closed; health is answered', async () => {
    const { open } = await listen({ connections: 2 });
    const first = await open(get('/quick'));
    await first.answer();
    await (await open(get('/quick'))).answer();
    const third = await open(get('/quick'));
    expect(outcome(await third.answer())).toBe('503 too-many-connections');
    await third.ended();
    expect((await (await open(get('/health'))).answer()).status).toBe(200);
    first.close();
    await eventually('room again', async () => (await (await open(get('/quick'))).answer()).status === 200);
  });
});

describe('bodies under way', () => {
  const SMALL = '{"a":1}';
  const BODY = JSON.stringify({ long: 'x'.repeat(500_000) });
  const room = (bodies: number) => ({
    largeBodiesBytes: bodies * BODY.length,
    bodiesBytes: bodies * BODY.length + SMALL.length,
  });

  it('keep their place until they are answered; the next is refused unread, small ones are not', async () => {
    const { open, held } = await listen(room(2));
    const taken = await Promise.all([1, 2].map(() => open(post(BODY.length, '/held'), BODY)));
    await eventually('two handlers', () => held.length === 2);
    const refused = await (await open(post(BODY.length, '/held'))).answer();
    expect(outcome(refused)).toBe('503 server-overloaded');
    expect(refused.headers).toMatchObject({ 'retry-after': '1' });
    expect((await (await open(post(SMALL.length), SMALL)).answer()).status).toBe(200);
    for (const release of held) release();
    for (const connection of taken) expect((await connection.answer()).status).toBe(200);
    expect(held).toHaveLength(2);
    for (let each = 0; each < 3; each++)
      expect((await (await open(post(BODY.length), BODY)).answer()).status).toBe(200);
  });

  it('are refused where small ones fill what is left to them', async () => {
    const { open, held } = await listen(room(0));
    await open(post(SMALL.length, '/held'), SMALL);
    await eventually('a handler', () => held.length === 1);
    expect(outcome(await (await open(post(SMALL.length), SMALL)).answer())).toBe('503 server-overloaded');
    expect((await (await open(get('/quick'))).answer()).status).toBe(200);
    expect((await (await open(get('/health'))).answer()).status).toBe(200);
  });

  it('that are not announced count as the largest there may be', async () => {
    const { open } = await listen({ largeBodiesBytes: EDGE_LIMITS.bodyBytes - 1 });
    const chunked = post(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    expect(outcome(await (await open(chunked)).answer())).toBe('503 server-overloaded');
  });

  it('that are larger than any may be are told so, full or not', async () => {
    const { open } = await listen(room(0));
    expect(outcome(await (await open(post(2_000_000))).answer())).toBe('413 too-large');
  });

  it('sent to where health is answered count, too', async () => {
    const { open } = await listen(room(0));
    expect(outcome(await (await open(post(BODY.length, '/health'))).answer())).toBe('503 server-overloaded');
  });

  it.each<readonly [what: string, path: string, sent: string, leaves: boolean]>([
    ['the client went away in the middle', '/quick', BODY.slice(1000), true],
    ['the client went away before it was answered', '/held', BODY, true],
    ['the handler threw', '/broken', BODY, false],
    ['it is not JSON', '/quick', 'x'.repeat(BODY.length), false],
  ])('leave their place when %s', async (_, path, sent, leaves) => {
    const { open } = await listen(room(1));
    const first = await open(post(BODY.length, path), sent);
    const next = async () => (await open(post(BODY.length), BODY)).answer();
    if (leaves) {
      await eventually('a refusal', async () => (await next()).status === 503);
      first.close();
    } else expect((await first.answer()).status).toBeGreaterThanOrEqual(400);
    await eventually('room again', async () => (await next()).status === 200);
  });
});
