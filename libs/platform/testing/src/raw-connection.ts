import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { eventually } from './eventually.js';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

/** A connection on which a test sends what bytes it likes, when it likes, and reads or does not. */
export class RawConnection {
  private readonly received: Buffer[] = [];
  private over = false;

  private constructor(readonly socket: Socket) {
    socket.on('data', (bytes: Buffer) => void this.received.push(bytes));
    socket.on('error', () => undefined);
    socket.on('close', () => (this.over = true));
  }

  /** To a server at e.g. `http://127.0.0.1:3000`. */
  static async open(url: string): Promise<RawConnection> {
    const { hostname, port } = new URL(url);
    const socket = connect({ host: hostname, port: Number(port) });
    const connection = new RawConnection(socket);
    await once(socket, 'connect');
    return connection;
  }

  get closed(): boolean {
    return this.over;
  }

  send(bytes: string | Buffer): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** Reads nothing more, so that the other side's buffers fill. */
  stopReading(): void {
    this.socket.pause();
  }

  readOn(): void {
    this.socket.resume();
  }

  close(): void {
    this.socket.destroy();
  }

  /** Every whole answer so far. */
  answers(): readonly RawAnswer[] {
    const answers: RawAnswer[] = [];
    for (let rest = Buffer.concat(this.received); ;) {
      const next = wholeAnswer(rest);
      if (!next) return answers;
      answers.push(next.answer);
      rest = rest.subarray(next.length);
    }
  }

  /** The answer of a number, from 0, as soon as it is whole. */
  answer(index = 0, deadlineMs?: number): Promise<RawAnswer> {
    return eventually(`answer ${index}`, () => this.answers()[index], deadlineMs);
  }

  /** Resolves when the other side has ended the connection. */
  async ended(deadlineMs?: number): Promise<void> {
    await eventually('the end of the connection', () => this.over, deadlineMs);
  }
}

function wholeAnswer(bytes: Buffer): { answer: RawAnswer; length: number } | null {
  const end = bytes.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [line = '', ...fields] = bytes.subarray(0, end).toString('latin1').split('\r\n');
  const headers = Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(':');
      return [field.slice(0, colon).toLowerCase(), field.slice(colon + 1).trim()];
    }),
  );
  const length = end + 4 + Number(headers['content-length'] ?? 0);
  if (bytes.length < length) return null;
  const text = bytes.subarray(end + 4, length).toString();
  return { answer: { status: Number(line.split(' ')[1]), headers, text }, length };
}
