import { Opened } from './opened.js';

describe('what was opened', () => {
  it('is closed in the reverse order, once', async () => {
    const closed: string[] = [];
    const opened = new Opened();
    for (const name of ['store', 'projector', 'server']) opened.add(() => void closed.push(name));
    await opened.close();
    await opened.close();
    expect(closed).toEqual(['server', 'projector', 'store']);
  });

  it('is closed to the end when one fails, which is then said', async () => {
    const closed: string[] = [];
    const opened = new Opened();
    opened.add(() => void closed.push('store'));
    opened.add(() => Promise.reject(new Error('stuck')));
    await expect(opened.close()).rejects.toThrow('stuck');
    expect(closed).toEqual(['store']);
  });

  it('is closed when a later part does not open', async () => {
    const closed: string[] = [];
    const opening = Opened.by((opened) => {
      opened.add(() => void closed.push('store'));
      return Promise.reject(new Error('port taken'));
    });
    await expect(opening).rejects.toThrow('port taken');
    expect(closed).toEqual(['store']);
  });
});
