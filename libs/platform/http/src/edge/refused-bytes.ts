import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { languageOf } from '../problems/language.js';
import { PLATFORM_PROBLEMS, type PlatformProblemCode } from '../problems/platform-problems.js';
import { problemDocument, PROBLEM_TYPE } from '../problems/problem-document.js';
import type { EdgeLimits } from './limits.js';
import { LINGER_MS } from './linger.js';

/** What Node's parser says of bytes it cannot read as a request, or that did not come in time; a Buffer of what came last. */
export interface ClientError extends Error {
  readonly code?: string;
  readonly rawPacket?: unknown;
}

const REQUEST_LINE = /^[A-Z]{3,20} \S*/;
const LANGUAGE = /^accept-language:[ \t]*([^\r\n]{0,500})/im;

/** The problem such bytes are. */
export function problemOfBytes(
  { code, rawPacket }: ClientError,
  { urlLength }: EdgeLimits,
): PlatformProblemCode {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 'request-timeout';
  if (code === 'HPE_CHUNK_EXTENSIONS_OVERFLOW') return 'too-large';
  if (code !== 'HPE_HEADER_OVERFLOW') return 'malformed-request';
  const line = REQUEST_LINE.exec(textOf(rawPacket))?.[0] ?? '';
  return line.length > urlLength ? 'uri-too-long' : 'headers-too-large';
}

/** The Accept-Language among such bytes. */
export const languageIn = ({ rawPacket }: ClientError): string | undefined =>
  LANGUAGE.exec(textOf(rawPacket))?.[1];

/** Answers what never became a request of ours with a problem document, and ends the connection. */
export function refuseBytes(socket: Socket, code: PlatformProblemCode, acceptLanguage?: string): void {
  if (!socket.writable) return socket.destroySoon();
  const correlationId = randomUUID();
  const meaning = PLATFORM_PROBLEMS[code];
  const language = languageOf(acceptLanguage);
  const body = JSON.stringify(problemDocument({ code }, meaning, language, correlationId));
  const lines = [
    `HTTP/1.1 ${meaning.status} ${STATUS_CODES[meaning.status] ?? ''}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Correlation-Id: ${correlationId}`,
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
  const cut = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(cut));
}

const textOf = (bytes: unknown): string => (Buffer.isBuffer(bytes) ? bytes.toString('latin1') : '');
