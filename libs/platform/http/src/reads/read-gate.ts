import { Inject, Injectable } from '@nestjs/common';
import { PositionNotReached } from '#platform/projections';
import { PlatformProblem } from '../problems/exceptions.js';
import { PROJECTION_PROGRESS, STORE_ID } from '../tokens.js';
import type { ProjectionProgress } from './projection-progress.js';

const PATIENCE_MS = 2000;
const TOKEN = /^([0-9a-f-]{36})\.(\d{1,20})$/;

/** Holds readers until the read models are far enough. */
@Injectable()
export class ReadGate {
  constructor(
    @Inject(STORE_ID) private readonly storeId: string,
    @Inject(PROJECTION_PROGRESS) private readonly progress: ProjectionProgress,
  ) {}

  /** `units=1, scores=2` where keys are parked; null where none is. */
  parked(projections: readonly string[]): string | null {
    const counts = projections.map((name) => [name, this.progress.parkedKeys(name)] as const);
    const parked = counts.filter(([, keys]) => keys > 0).map(([name, keys]) => `${name}=${keys}`);
    return parked.length === 0 ? null : parked.join(', ');
  }

  /** True when every projection has seen the position of a receipt; throws problems otherwise, after 2 s at most. */
  async await(projections: readonly string[], token: string): Promise<true> {
    const [, storeId, position] = TOKEN.exec(token) ?? [];
    if (position === undefined) throw new PlatformProblem('malformed-min-position');
    if (storeId !== this.storeId) throw new PlatformProblem('foreign-position');
    try {
      await this.progress.waitFor(projections, BigInt(position), PATIENCE_MS);
      return true;
    } catch (error) {
      if (!(error instanceof PositionNotReached)) throw error;
      const reached = error.reached === null ? null : `${this.storeId}.${error.reached}`;
      throw new PlatformProblem('position-not-reached', { wanted: token, reached });
    }
  }
}
