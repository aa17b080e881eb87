import { isatty } from 'node:tty';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { LineOutput } from './line-output.js';

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const LOG_FORMATS = ['json', 'pretty'] as const;
export type LogFormat = (typeof LOG_FORMATS)[number];

export interface LogOptions {
  readonly level: LogLevel;
  /** Pretty on a terminal and JSON otherwise, unless said. */
  readonly format?: LogFormat;
}

export type Log = Logger;

/** All that a server writes there; `process.stdout` itself ends the process when it cannot be written. */
export const standardOutput = new LineOutput(1);
process.once('exit', () => standardOutput.flushSync());

/** Lines in words for people. */
function prettyOutput(): DestinationStream {
  const inWords = prettyFactory({ translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname' });
  return { write: (line) => standardOutput.write(inWords(line)) };
}

/**
 * The process's log, to standard output. No bodies, no tokens and no personal data are ever given to it. Lines that
 * cannot be written are lost, which one line says when they can be again.
 */
export function openLog({ level, format }: LogOptions): Log {
  const chosen = format ?? (isatty(1) ? 'pretty' : 'json');
  const log = pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['req.headers.authorization', 'headers.authorization'],
    },
    chosen === 'pretty' ? prettyOutput() : standardOutput,
  );
  standardOutput.onRecovery = (lost) =>
    log.warn({ lost }, 'lines of the log could not be written and are lost');
  return log;
}

/** Says that the collector of spans takes none, without their content. */
export const spansLost =
  (log: Pick<Log, 'warn'>) =>
  ({ name, message }: Error): void =>
    log.warn({ error: name, reason: message }, 'spans do not reach their collector and are lost');

/** Nest's own words in our log; its start-up chatter only at debug. */
export class NestLog implements LoggerService {
  constructor(private readonly to: Log) {}

  log(message: unknown, ...rest: unknown[]): void {
    this.to.debug({ context: rest.at(-1) }, String(message));
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.to.error(
      { context: rest.at(-1), ...(message instanceof Error ? { err: message } : { stack: rest[0] }) },
      String(message),
    );
  }

  warn(message: unknown, ...rest: unknown[]): void {
    this.to.warn({ context: rest.at(-1) }, String(message));
  }

  debug(message: unknown, ...rest: unknown[]): void {
    this.to.debug({ context: rest.at(-1) }, String(message));
  }

  verbose(message: unknown, ...rest: unknown[]): void {
    this.to.trace({ context: rest.at(-1) }, String(message));
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.to.fatal({ context: rest.at(-1) }, String(message));
  }
}
