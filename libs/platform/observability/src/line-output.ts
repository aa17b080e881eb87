import { write, writeSync } from 'node:fs';

const MAX_WAITING_CHARACTERS = 1024 * 1024;
const BUSY_PAUSE_MS = 100;
const TRIES_AT_EXIT = 10;
const LINE_FEED = 10;
const NOTHING = Buffer.alloc(0);

/**
 * Writes lines to a file descriptor without waiting for it. What a full disk or a reader that is gone refuses, and
 * what exceeds a mebibyte behind a slow one, is lost and counted: a process never stops for its log.
 */
export class LineOutput {
  /** Told how many lines were lost, once lines are taken again. */
  onRecovery: (lost: number) => void = () => undefined;
  private lines: string[] = [];
  private characters = 0;
  private rest: Buffer = NOTHING;
  private writing = false;
  private midLine = false;
  private lost = 0;

  constructor(
    private readonly fd: number,
    private readonly file: Readonly<{ write: typeof write; writeSync: typeof writeSync }> = {
      write,
      writeSync,
    },
  ) {}

  /** The line ends with its line feed. */
  write(line: string): void {
    if (this.characters + line.length > MAX_WAITING_CHARACTERS) {
      this.lost += 1;
      return;
    }
    this.lines.push(line);
    this.characters += line.length;
    if (!this.writing) this.next();
  }

  /** What waits is written before it returns, as far as it can be within a second: for the end of the process. */
  flushSync(): void {
    for (let tries = 0; tries < TRIES_AT_EXIT && this.take().length > 0;) {
      try {
        this.wrote(this.file.writeSync(this.fd, this.rest));
        tries = 0;
      } catch (error) {
        if (!isBusy(error)) return this.lose();
        tries += 1;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, BUSY_PAUSE_MS);
      }
    }
  }

  private next(): void {
    const bytes = this.take();
    this.writing = bytes.length > 0;
    if (!this.writing) return;
    this.rest = NOTHING;
    this.file.write(this.fd, bytes, (error, count) => {
      this.rest = bytes;
      if (isBusy(error)) {
        setTimeout(() => this.next(), BUSY_PAUSE_MS).unref();
        return;
      }
      if (error) this.lose();
      else this.wrote(count);
      this.next();
    });
  }

  /** The bytes to be written next, which are then the rest. */
  private take(): Buffer {
    if (this.rest.length === 0 && this.lines.length > 0) {
      // A line that was cut off is ended first.
      this.rest = Buffer.from((this.midLine ? '\n' : '') + this.lines.join(''));
      this.lines = [];
      this.characters = 0;
    }
    return this.rest;
  }

  private wrote(count: number): void {
    if (count > 0) this.midLine = this.rest[count - 1] !== LINE_FEED;
    this.rest = this.rest.subarray(count);
    if (this.rest.length > 0 || this.lost === 0) return;
    const { lost } = this;
    this.lost = 0;
    this.onRecovery(lost);
  }

  private lose(): void {
    for (const byte of this.rest) if (byte === LINE_FEED) this.lost += 1;
    this.rest = NOTHING;
  }
}

const isBusy = (error: unknown): boolean => (error as NodeJS.ErrnoException | null)?.code === 'EAGAIN';
