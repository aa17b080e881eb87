import { BackupRefused, EventStoreUnavailable, UnreadableLog } from '#platform/event-store';
import { ConfigurationError } from '#platform/http';
import { Failure } from './command.js';

const SENTENCES = [Failure, ConfigurationError, BackupRefused, EventStoreUnavailable, UnreadableLog];

/** The sentence of an error that says what to do; a fault of ours shows where it is. */
export function inWords(error: Error): string {
  const isOfTheFileSystem = 'syscall' in error;
  if (isOfTheFileSystem || SENTENCES.some((kind) => error instanceof kind)) return error.message;
  return error.stack ?? error.message;
}
