import { Jurisdiction, OneOf, Text } from '#platform/http';
import type { JurisdictionLevel } from '../../domain/jurisdiction/jurisdiction.events.js';

const LEVELS = ['national', 'province', 'city', 'county', 'district'] satisfies JurisdictionLevel[];

export class RegisterJurisdictionBody {
  @Jurisdiction({ about: '行政区划代码（GB/T 2260） GB/T 2260 code.' })
  code!: string;

  @Text({ max: 100, about: '名称 Name.' })
  name!: string;

  @OneOf(LEVELS, { about: '层级 Level.' })
  level!: JurisdictionLevel;
}
