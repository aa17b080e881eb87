import { setImmediate as turn } from 'node:timers/promises';
import { LineOutput } from './line-output.js';

/** A disk with room for so many bytes, which fails as a full one does. */
class Disk {
  text = '';
  constructor(public room: number) {}

  writeSync = (_fd: number, bytes: Buffer): number => {
    if (this.room === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const taken = bytes.subarray(0, this.room);
    this.room -= taken.length;
    this.text += taken.toString();
    return taken.length;
  };

  write = (fd: number, bytes: Buffer, done: (error: Error | null, count: number) => void): void => {
    setImmediate(() => {
      try {
        done(null, this.writeSync(fd, bytes));
      } catch (error) {
        done(error as Error, 0);
      }
    });
  };
}

function outputTo(disk: Disk) {
  const output = new LineOutput(1, disk as never);
  const told: number[] = [];
  output.onRecovery = (lost) => told.push(lost);
  const written = async () => {
    for (let turns = 0; turns < 10; turns++) await turn();
    return disk.text;
  };
  return { output, told, written };
}

describe('lines to standard output', () => {
  it('are written in their order', async () => {
    const { output, written } = outputTo(new Disk(100));
    for (const line of ['one\n', 'two\n', 'three\n']) output.write(line);
    expect(await written()).toBe('one\ntwo\nthree\n');
  });

  it('are lost while the disk is full, and told of when it has room again', async () => {
    const disk = new Disk(6);
    const { output, told, written } = outputTo(disk);
    for (const line of ['one\n', 'two\n', 'three\n']) output.write(line);
    expect(await written()).toBe('one\ntw');
    expect(told).toEqual([]);
    disk.room = 100;
    output.write('four\n');
    expect(await written()).toBe('one\ntw\nfour\n');
    expect(told).toEqual([2]);
  });

  it('are lost beyond a mebibyte that waits', async () => {
    const disk = new Disk(10_000_000);
    const { output, told, written } = outputTo(disk);
    for (let count = 0; count < 12; count++) output.write(`${'x'.repeat(99_999)}\n`);
    await written();
    expect(told).toEqual([1]);
    expect(disk.text).toHaveLength(1_100_000);
  });

  it('are written at the end of the process, or given up on a full disk', () => {
    const disk = new Disk(4);
    const { output } = outputTo(disk);
    output.write('one\n');
    output.write('two\n');
    output.flushSync();
    expect(disk.text).toBe('two\n');
    output.write('three\n');
    output.flushSync();
    expect(disk.text).toBe('two\n');
  });
});
