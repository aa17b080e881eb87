/** The command did not come to what was wanted; the message says why, the exit code is 1. */
export class Failure extends Error {
  override readonly name = 'Failure';
}

/** How a command speaks: for people, or for machines in lines of JSON. */
export interface Output {
  say(line: string): void;
  /** Of one kind: people see the first ones and how many more there are, machines all. */
  list(lines: readonly string[]): void;
  /** Under the names of the first row's fields. */
  table(rows: readonly object[]): void;
  /** A callback for steps done of a total. */
  progress(what: string, total: number): (done: number) => void;
}

const BAR = 30;
const LISTED = 10;

export function output(json: boolean): Output {
  return json ? forMachines() : forPeople();
}

function forPeople(): Output {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  return {
    say,
    list(lines) {
      for (const line of lines.slice(0, LISTED)) say(line);
      if (lines.length > LISTED) say(`… and ${lines.length - LISTED} more`);
    },
    table(rows) {
      const columns = Object.keys(rows[0] ?? {});
      if (columns.length > 0) process.stdout.write(`${columns.join(' | ')}\n`);
      for (const row of rows as readonly Record<string, unknown>[])
        process.stdout.write(`${columns.map((column) => cell(row[column])).join(' | ')}\n`);
    },
    progress(what, total) {
      if (!process.stderr.isTTY) return () => undefined;
      return (done) => {
        const filled = Math.round((done / total) * BAR);
        process.stderr.write(
          `\r${what} ${'#'.repeat(filled).padEnd(BAR, '.')} ${done}/${total}${done === total ? '\n' : ''}`,
        );
      };
    },
  };
}

const cell = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);

function forMachines(): Output {
  const say = (line: string): void => void process.stdout.write(`${JSON.stringify({ message: line })}\n`);
  return {
    say,
    list: (lines) => lines.forEach(say),
    table: (rows) => process.stdout.write(`${JSON.stringify({ rows })}\n`),
    progress: () => () => undefined,
  };
}
