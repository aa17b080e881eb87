import { Day, Matching } from '#platform/http';

export const CYCLE_ID = /^\d{6}-(19|20)\d{2}$/;
export const CYCLE_ID_LOOKS = '990100-2021';

export class OpenCycleBody {
  @Matching(CYCLE_ID, CYCLE_ID_LOOKS, { about: '行政区划代码-年份 Jurisdiction and year.' })
  id!: string;

  @Day({ about: '计分期间首日 First day whose facts count.' })
  from!: string;

  @Day({ about: '计分期间末日 Last day whose facts count.' })
  to!: string;
}
