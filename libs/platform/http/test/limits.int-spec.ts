import { eventually } from '#platform/testing';
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

  it('large bodies at once are refused, small ones are not', async () => {
    const { open } = await listen({ largeBodies: 2 });
    for (let each = 0; each < 2; each++) await open(post(500_000), '{');
    const small = '{"a":1}';
    await eventually('a refusal', async () => {
      const answer = await (await open(post(500_000))).answer();
      return answer.status === 503 && outcome(answer) === '503 server-overloaded';
    });
    expect((await (await open(post(small.length), small)).answer()).status).toBe(200);
  });
});
