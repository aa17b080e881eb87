import { eventually } from '#platform/testing';
import { endListening, get, listen, outcome, post } from './small-listener.js';

afterEach(endListening);

describe('at the end', () => {
  it('what is handled is answered, what has not come is refused, and nobody is waited for', async () => {
    const { open, held, traffic } = await listen({ drainMs: 60_000 });
    const idle = await open(get('/quick'));
    await idle.answer();
    const working = await open(get('/held'));
    const sending = await open(post(100), '{');
    const opened = await open('GET /quick HTTP/1.1\r\n');
    await eventually('a handler', () => held.length === 1);
    const drained = traffic.drain();
    expect(await traffic.check.check()).toBe('is shutting down');
    expect(outcome(await sending.answer())).toBe('503 shutting-down');
    const late = await (await open(get('/quick'))).answer();
    expect(outcome(late)).toBe('503 shutting-down');
    expect(late.headers).toMatchObject({ connection: 'close', 'retry-after': '5' });
    expect((await (await open(get('/health'))).answer()).headers).toMatchObject({ connection: 'close' });
    for (const release of held) release();
    expect(await working.answer()).toMatchObject({ status: 200, headers: { connection: 'close' } });
    await drained;
    for (const left of [idle, opened, working]) await left.ended();
  });

  it('what cannot be finished in time is told that its outcome is not known', async () => {
    const { open, held, traffic } = await listen();
    const working = await open(get('/held'));
    await eventually('a handler', () => held.length === 1);
    await traffic.drain();
    expect(outcome(await working.answer())).toBe('504 deadline-passed');
  });
});

describe('bytes that are no request', () => {
  it('wait for the answers to those before them', async () => {
    const { open, held } = await listen();
    const mixed = await open(get('/held') + 'no HTTP\r\n\r\n');
    await eventually('a handler', () => held.length === 1);
    for (const release of held) release();
    expect((await mixed.answer(0)).status).toBe(200);
    expect(outcome(await mixed.answer(1))).toBe('400 malformed-request');
    await mixed.ended();
  });

  it('in the midst of a body are answered', async () => {
    const { open } = await listen();
    const chunked = post(0).replace('Content-Length: 0', 'Transfer-Encoding: chunked');
    const broken = await open(chunked, 'no size\r\n');
    expect(outcome(await broken.answer())).toBe('400 malformed-request');
    await broken.ended();
  });

  it('of who went away are nobody’s error', async () => {
    const { open, logged, traffic } = await listen();
    const gone = await open(post(100), '{');
    gone.close();
    await (await open(get('/quick'))).answer();
    await traffic.drain();
    expect(logged).toEqual([]);
  });
});
