import { Opened } from './opened.js';
import { nodeTooOld } from './require-node.js';

describe('Node', () => {
  it.each(['24.9.0', '24.21.0', '25.0.0'])('%s is new enough', (version) => {
    expect(nodeTooOld(version)).toBeNull();
  });
  it.each(['20.20.2', '22.12.0', '24.8.9'])('%s is too old, in one sentence', (version) => {
    expect(nodeTooOld(version)).toMatch(
      new RegExp(`^Civitas needs Node 24\\.9 or newer and this is ${version}: [^.]+\\.$`),
    );
  });
});

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
