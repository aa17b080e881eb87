import { eventually } from '#platform/testing';
import { endListening, get, LARGE, listen, outcome, post } from './small-listener.js';

afterEach(endListening);

describe('who takes too long', () => {
  it.each(['', 'GET /quick HTTP/1.1\r\nHost: x\r\n'])('with headers is answered 408: %j', async (bytes) => {
    const { open } = await listen({ headersMs: 100, requestMs: 200 });
    const slow = await open(bytes);
    expect(outcome(await slow.answer())).toBe('408 request-timeout');
    await slow.ended();
  });

  it('with headers sent byte by byte, is', async () => {
    const { open } = await listen({ headersMs: 150, requestMs: 300 });
    const slow = await open();
    const text = get('/quick', `X-Padding: ${'x'.repeat(2000)}`);
    let sent = 0;
    const answer = await eventually('the refusal', () => {
      slow.send(text.slice(sent, ++sent));
      return slow.answers()[0];
    });
    expect(outcome(answer)).toBe('408 request-timeout');
  });

  it('with a body is, and is not logged as an error of ours', async () => {
    const { open, logged } = await listen({ headersMs: 100, requestMs: 150 });
    const slow = await open(post(100), '{');
    const answer = await slow.answer();
    expect(outcome(answer)).toBe('408 request-timeout');
    expect(answer.headers).toMatchObject({ connection: 'close', 'retry-after': '1' });
    await slow.ended();
    expect(logged).toEqual([]);
  });

  it('between two requests is left', async () => {
    const { open } = await listen({ keepAliveMs: 50 });
    const idle = await open(get('/quick'));
    expect((await idle.answer()).status).toBe(200);
    await idle.ended();
  });

  it('as a handler is answered for, and what it says later is not sent', async () => {
    const { open, held, asked, logged } = await listen({ handlerMs: 50 });
    const waiting = await open(get('/held'));
    const answer = await waiting.answer();
    expect(outcome(answer)).toBe('504 deadline-passed');
    expect(answer.headers).toMatchObject({ 'retry-after': '5', connection: 'close' });
    expect(asked[0]?.abandoned?.signal.aborted).toBe(true);
    for (const release of held) release();
    await waiting.ended();
    expect(waiting.answers()).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  it('to read an answer is cut off', async () => {
    const { open, traffic } = await listen({ answerMs: 100 });
    const deaf = await open();
    deaf.stopReading();
    deaf.send(get('/large'));
    await eventually('the cut', () => {
      // A write is refused once the other side is gone.
      deaf.send(' ');
      return deaf.closed;
    });
    expect(traffic.underWay.cut).toBe(1);
  });

  it('to read is cut off at once where too much waits for readers', async () => {
    const { open } = await listen({ unreadBytes: LARGE * 2 });
    const deaf = await Promise.all(
      Array.from({ length: 6 }, async () => {
        const one = await open();
        one.stopReading();
        one.send(get('/large'));
        return one;
      }),
    );
    await eventually('some to be cut', () => {
      for (const one of deaf) one.send(' ');
      return deaf.filter(({ closed }) => closed).length >= 3;
    });
  });
});
