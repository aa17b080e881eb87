import type { FastifyRequest } from 'fastify';
import type { PlatformProblemCode } from '../problems/platform-problems.js';
import type { EdgeLimits } from './limits.js';

/** The problem of a request that no limit of ours lets through, before anything is known of it; null of any other. */
export function malformed({ raw, url }: FastifyRequest, limits: EdgeLimits): PlatformProblemCode | null {
  if (url.length > limits.urlLength) return 'uri-too-long';
  if (raw.rawHeaders.length / 2 > limits.headers) return 'headers-too-large';
  return raw.headers.host === undefined && raw.httpVersion !== '1.0' ? 'malformed-request' : null;
}

/** Bytes of its body that may be read: the most there may be where none are announced, none where too many are. */
export function bodyBytesOf({ headers }: FastifyRequest, { bodyBytes }: EdgeLimits): number {
  if (headers['transfer-encoding'] !== undefined) return bodyBytes;
  const announced = Number(headers['content-length'] ?? 0);
  return announced > bodyBytes ? 0 : announced;
}
