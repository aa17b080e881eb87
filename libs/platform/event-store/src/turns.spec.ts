import { EventStoreOverloaded } from './errors.js';
import { Turns } from './turns.js';

describe('turns', () => {
  it('come in order, one at a time for each name, also after one has failed', async () => {
    const turns = new Turns();
    const said: string[] = [];
    const work = (word: string) => async (): Promise<string> => {
      said.push(`${word} begins`);
      await Promise.resolve();
      said.push(`${word} ends`);
      if (word === 'a') throw new Error('a fails');
      return word;
    };
    const taken = ['a', 'b', 'c'].map((word) => turns.take('one', work(word)));
    expect(await turns.take('another', work('x'))).toBe('x');
    await expect(taken[0]).rejects.toThrow('a fails');
    expect(await Promise.all(taken.slice(1))).toEqual(['b', 'c']);
    const ofOne = said.filter((word) => !word.startsWith('x'));
    expect(ofOne).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
  });

  it('are refused when too many wait, and there are more when they are through', async () => {
    const turns = new Turns();
    let release = (): void => undefined;
    const held = turns.take('one', () => new Promise<void>((resolve) => (release = resolve)));
    const waiting = Array.from({ length: 499 }, () => turns.take('one', () => Promise.resolve()));
    const never = jest.fn();
    await expect(turns.take('one', never)).rejects.toBeInstanceOf(EventStoreOverloaded);
    release();
    await Promise.all([held, ...waiting]);
    expect(await turns.take('one', () => Promise.resolve('more'))).toBe('more');
    expect(never).not.toHaveBeenCalled();
  });

  it('that come too late are refused', async () => {
    const turns = new Turns();
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    try {
      const first = turns.take('one', () => Promise.resolve(now.mockReturnValue(10_001)));
      const second = turns.take('one', () => Promise.resolve());
      await first;
      await expect(second).rejects.toBeInstanceOf(EventStoreOverloaded);
    } finally {
      now.mockRestore();
    }
  });
});
