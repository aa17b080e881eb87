import type { Answered } from '#platform/testing';
import { CITY, ELSEWHERE, type FrontDesk } from './front-desk.js';

export function routes(front: FrontDesk): void {
  const { get } = front;
  describe('every route there is', () => {
    interface RouteAccess {
      readonly method: string;
      readonly path: string;
      readonly public: boolean;
      readonly scope?: string;
    }
    const PUBLIC = /^\/(health\/(live|ready)|problems(\/:code)?|metrics|openapi\.json|docs(\/.*)?)$/;
    const STRANGER = '99999999-9999-4999-8999-999999999999';
    const named = {
      jurisdiction: CITY,
      code: CITY,
      unitId: STRANGER,
      organiserUnitId: STRANGER,
      reason: '试探',
    };

    const routes = async (): Promise<readonly RouteAccess[]> =>
      ((await get('/v1/routes')).body as { items: RouteAccess[] }).items;
    const ask = ({ method, path }: RouteAccess, token: string | null): Promise<Answered> => {
      const target = path
        .replace(/:jurisdiction\b/g, CITY)
        .replace(/:[^/]+/g, STRANGER)
        .replace('*', 'x');
      const query = `?${new URLSearchParams({ jurisdiction: CITY, unitId: STRANGER }).toString()}`;
      const reads = method === 'GET' || method === 'HEAD';
      return front.server().request(method, reads ? target + query : target, {
        token,
        ...(!reads && { key: 'walk', body: named }),
      });
    };

    it('is on the list of public ones or wants a token', async () => {
      const all = await routes();
      expect(all.length).toBeGreaterThan(10);
      for (const route of all) {
        expect(`${route.path} public: ${route.public}`).toBe(
          `${route.path} public: ${PUBLIC.test(route.path)}`,
        );
        if (!route.public)
          expect(`${route.method} ${route.path} ${(await ask(route, null)).status}`).toBe(
            `${route.method} ${route.path} 401`,
          );
      }
    });

    it('changes nothing for a foreign token of any role, and shows it nothing that is not for everyone', async () => {
      const unit = '88888888-8888-4888-8888-888888888888';
      const foreigners = await Promise.all([
        front.server().tokenFor({ actor: 'f1', roles: ['office'], jurisdiction: ELSEWHERE }),
        front.server().tokenFor({ actor: 'f2', roles: ['assessor'], jurisdiction: ELSEWHERE }),
        front.server().tokenFor({ actor: 'f3', roles: ['unit'], unit }),
        front
          .server()
          .tokenFor({ actor: 'f4', roles: ['office', 'assessor', 'unit'], jurisdiction: ELSEWHERE, unit }),
      ]);
      const before = await front.server().head();
      for (const route of await routes()) {
        if (route.public) continue;
        for (const token of foreigners) {
          const { status } = await ask(route, token);
          const open =
            (route.method === 'GET' || route.method === 'HEAD') &&
            (route.scope === 'anyone' || route.scope === 'narrowed');
          if (!open) expect(`${route.method} ${route.path} ${status}`).toMatch(/ (400|403|404|422)$/);
        }
      }
      expect(await front.server().head()).toBe(before);
    });
  });
}
