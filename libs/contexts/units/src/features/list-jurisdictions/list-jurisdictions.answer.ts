import { rule, Shown } from '#platform/http';
import type {
  JurisdictionLevel,
  JurisdictionRegistered,
} from '../../domain/jurisdiction/jurisdiction.events.js';

const LEVELS = ['national', 'province', 'city', 'county', 'district'] satisfies JurisdictionLevel[];

/** An administrative division, as OpenAPI shows it. */
export class JurisdictionAnswer implements Required<JurisdictionRegistered['data']> {
  @Shown(rule.jurisdiction(), { about: '行政区划代码 Its code (GB/T 2260).' })
  code!: string;

  @Shown({ type: 'string' }, { about: '名称 Name.' })
  name!: string;

  @Shown(rule.oneOf(...LEVELS), { about: '级别 Level.' })
  level!: JurisdictionLevel;
}
