import { isatty } from 'node:tty';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import pretty from 'pino-pretty';

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

/** The process's log, to standard output. No bodies, no tokens and no personal data are ever given to it. */
export function openLog({ level, format }: LogOptions): Log {
  const chosen = format ?? (isatty(1) ? 'pretty' : 'json');
  const out: DestinationStream =
    chosen === 'pretty'
      ? pretty({ translateTime: 'HH:MM:ss.l', ignore: 'pid,hostname', sync: true })
      : pino.destination({ dest: 1, sync: false, minLength: 0 });
  return pino(
    {
      level,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['req.headers.authorization', 'headers.authorization'],
    },
    out,
  );
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
