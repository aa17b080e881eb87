/** One route as the server knows it. */
export interface Route {
  readonly method: string;
  /** Template, e.g. `/v1/units/:id`. */
  readonly path: string;
}

/** Every route the server has, in the order they were added; filled while it starts. */
export class RouteTable {
  private readonly routes: (Route & { readonly pattern: RegExp })[] = [];

  add(methods: string | readonly string[], path: string): void {
    const pattern = new RegExp(
      `^${path
        .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
        .replace(/:[^/]+/g, '[^/]+')
        .replace(/\*/g, '.*')}/?$`,
    );
    for (const method of [methods].flat()) this.routes.push({ method, path, pattern });
  }

  all(): readonly Route[] {
    return this.routes.map(({ method, path }) => ({ method, path }));
  }

  /** Methods of the routes a path fits. */
  methodsAt(path: string): readonly string[] {
    return [...new Set(this.routes.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))];
  }
}
