import { RequestMethod, type Type } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { PATH_METADATA, METHOD_METADATA } from '@nestjs/common/constants.js';

/** A route of a controller. */
export interface ControllerRoute {
  readonly method: string;
  /** Template, e.g. `/v1/units/:id`. */
  readonly path: string;
  readonly controller: Type;
  readonly handler: (...args: never[]) => unknown;
}

/** Finds every route of every controller there is. */
@Injectable()
export class DiscoveredRoutes {
  private readonly scanner = new MetadataScanner();

  constructor(private readonly discovery: DiscoveryService) {}

  all(): readonly ControllerRoute[] {
    return this.discovery
      .getControllers()
      .flatMap(({ metatype }) => (typeof metatype === 'function' ? this.of(metatype as Type) : []));
  }

  private of(controller: Type): ControllerRoute[] {
    const prototype = controller.prototype as Record<string, ControllerRoute['handler']>;
    const bases = [Reflect.getMetadata(PATH_METADATA, controller) as string | string[]].flat();
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as ControllerRoute['handler'];
      if (!Reflect.hasMetadata(PATH_METADATA, handler)) return [];
      const paths = [Reflect.getMetadata(PATH_METADATA, handler) as string | string[]].flat();
      const method = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
      return bases.flatMap((base) =>
        paths.map((path) => ({ method, path: joined(base, path), controller, handler })),
      );
    });
  }
}

const joined = (...parts: readonly string[]): string =>
  `/${parts
    .map((part) => part.replace(/^\/+|\/+$/g, ''))
    .filter((part) => part !== '')
    .join('/')}`;
