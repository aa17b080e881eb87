import { randomUUID } from 'node:crypto';
import type { Answered, RequestOptions, StartedServer } from '#platform/testing';

/** What a write answers. */
export interface GivenReceipt {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
  readonly events: readonly { readonly id: string; readonly type: string }[];
}

/** Somebody with a token of their own, at work. */
export class Desk {
  constructor(
    private readonly server: StartedServer,
    readonly token: string,
  ) {}

  /** Whatever comes of it. A write has a key of its own unless it brings one. */
  ask(method: 'GET' | 'POST', path: string, options: RequestOptions = {}): Promise<Answered> {
    const key = method === 'POST' ? { key: randomUUID() } : {};
    return this.server.request(method, path, { ...key, token: this.token, ...options });
  }

  /** A write that must be done. */
  async do(path: string, body: object, options: RequestOptions = {}): Promise<GivenReceipt> {
    const answer = await this.ask('POST', path, { body, ...options });
    if (answer.status !== 200 && answer.status !== 201) throw new Error(told('POST', path, answer));
    return answer.body as GivenReceipt;
  }

  /** A write that must be refused; answers status and code. */
  async refused(path: string, body: object, options: RequestOptions = {}): Promise<string> {
    const { status, body: problem } = await this.ask('POST', path, { body, ...options });
    return `${status} ${(problem as { code?: string }).code ?? 'was done'}`;
  }

  /** What is to be read there once the read models have come as far as the receipt. */
  async see<Body>(path: string, after?: Pick<GivenReceipt, 'position'>): Promise<Body> {
    const headers: Record<string, string> = after ? { 'min-position': after.position } : {};
    const answer = await this.ask('GET', path, { headers });
    if (answer.status !== 200) throw new Error(told('GET', path, answer));
    return answer.body as Body;
  }
}

const told = (method: string, path: string, { status, body }: Answered): string =>
  `${method} ${path} answered ${status}: ${JSON.stringify(body)}`;
