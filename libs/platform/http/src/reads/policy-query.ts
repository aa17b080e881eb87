import { Day, Jurisdiction } from '../fields/fields.js';

/** Which policy: the one in force in a jurisdiction on a day. */
export class PolicyQuery {
  @Jurisdiction({ about: '行政区划，未发布的沿用上级 Its own, or the nearest ancestor’s.' })
  jurisdiction!: string;

  @Day({ about: '哪一天有效 In force on this day.' })
  on!: string;
}
