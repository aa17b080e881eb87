import type { Answered, RequestOptions, StartedServer } from '#platform/testing';

export const CITY = '150200';
export const ELSEWHERE = '440100';

export const unitBody = { name: '某单位', jurisdiction: CITY, kind: 'organ' };

export interface ReceiptBody {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly position: string;
}

/** Where the suite asks its one server, which is started before the tests and not before they are listed. */
export interface FrontDesk {
  server(): StartedServer;
  post(path: string, options: RequestOptions): Promise<Answered>;
  get(path: string, options?: RequestOptions): Promise<Answered>;
  /** Expects that it is created. */
  register(key: string, path: string, body: object): Promise<ReceiptBody>;
}

export function frontDesk(server: () => StartedServer): FrontDesk {
  const post: FrontDesk['post'] = (path, options) => server().request('POST', path, options);
  return {
    server,
    post,
    get: (path, options = {}) => server().request('GET', path, options),
    register: async (key, path, body) => {
      const answered = await post(path, { key, body });
      expect(answered).toMatchObject({ status: 201 });
      return answered.body as ReceiptBody;
    },
  };
}

export const codeOf = ({ body }: Answered): unknown => (body as { code?: unknown }).code;
