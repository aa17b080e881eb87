import { CommitSignal } from './commit-signal.js';

const POLL_MS = 20;
const MOST_MS = 2_000;

describe('the signal of a commit', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  let version = 1;
  const started = () => {
    const commits = new CommitSignal(() => version, POLL_MS);
    return { commits, wait: () => commits.wait(commits.mark(), MOST_MS, new AbortController().signal) };
  };

  it('wakes all who wait when it is poked, without a look at the version or the clock', async () => {
    const { commits, wait } = started();
    const waiting = [wait(), wait()];
    commits.poke();
    await Promise.all(waiting);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('lets nobody wait whose mark is from before a poke', async () => {
    const { commits } = started();
    const mark = commits.mark();
    commits.poke();
    await commits.wait(mark, MOST_MS, new AbortController().signal);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('wakes who waits unpoked at the next look that finds another version', async () => {
    const { wait } = started();
    let woken = false;
    const waiting = wait().then(() => (woken = true));
    await jest.advanceTimersByTimeAsync(POLL_MS);
    expect(woken).toBe(false);
    version++;
    await jest.advanceTimersByTimeAsync(POLL_MS);
    await waiting;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('lets go of who was aborted, and after so long of who was not', async () => {
    const { commits, wait } = started();
    const ending = new AbortController();
    const aborted = commits.wait(commits.mark(), MOST_MS, ending.signal);
    ending.abort();
    await aborted;
    const quiet = wait();
    await jest.advanceTimersByTimeAsync(MOST_MS);
    await quiet;
    expect(jest.getTimerCount()).toBe(0);
  });
});
