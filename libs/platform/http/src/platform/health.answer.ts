import type { Readiness } from '#platform/observability';
import { oneOf, truth } from '../fields/rules.js';
import { Shown, ShownByName } from '../openapi/shown.js';

/** That the process runs. */
export interface Liveness {
  readonly status: 'live';
}

/** {@link Liveness}, as OpenAPI shows it. */
export class LivenessAnswer implements Required<Liveness> {
  @Shown(oneOf('live'))
  status!: 'live';
}

/** {@link Readiness}, as OpenAPI shows it. */
export class ReadinessAnswer implements Required<Readiness> {
  @Shown(truth())
  ready!: boolean;

  @Shown(truth(), { about: '可用但有部件异常 Ready, with something it can do without unwell.' })
  degraded!: boolean;

  @ShownByName({ type: 'string' }, { about: '各项检查：ok 或原因 By check: ok or why not.' })
  checks!: Record<string, string>;
}
