import type { LineKind } from '../../read-models/unit-timeline/tellings.js';
import type { TimelineLine } from '../../read-models/unit-timeline/unit-timeline.projection.js';

export interface Words {
  readonly zh: string;
  readonly en: string;
}

type Parts = readonly string[];

interface Told {
  words(parts: Parts): Words;
  /** The route that shows what the line is about. */
  source(parts: Parts, unitId: string): string;
  /** It takes something back, or is about the unit's own being: it may come after the unit is gone. */
  readonly mayComeAfter?: true;
}

/** Free text comes last, as it alone may hold a bar. */
const textFrom = (index: number, parts: Parts): string => parts.slice(index).join('|');

const ofUnit = (_: Parts, unitId: string): string => `/v1/units/${unitId}`;
const ofActivity = ([activityId = '']: Parts): string => `/v1/activities/${activityId}`;
const ofNotice = ([noticeId = '']: Parts): string => `/v1/notices/${noticeId}`;
const ofTitle = (_: Parts, unitId: string): string => `/v1/titles/${unitId}`;

const LEVELS: Readonly<Record<string, Words>> = {
  district: { zh: '区县级', en: 'district' },
  city: { zh: '市级', en: 'city' },
  province: { zh: '省级', en: 'province' },
  national: { zh: '全国', en: 'national' },
};

/** 市级二星文明单位称号, the city title with 2 stars. */
function titleOf([level = '', star = '']: Parts): Words {
  const { zh, en } = LEVELS[level] ?? { zh: level, en: level };
  const stars = star === '' ? '' : ` with ${star} ${star === '1' ? 'star' : 'stars'}`;
  return { zh: `${zh}${star === '' ? '' : `★${star}`}文明单位称号`, en: `the ${en} title${stars}` };
}

const decided = (zh: string, en: string, also: Partial<Told> = {}): Told => ({
  words(parts) {
    const documentNumber = textFrom(2, parts);
    const title = titleOf(parts);
    return { zh: `${zh}${title.zh}（${documentNumber}）`, en: `${en} ${title.en} (${documentNumber})` };
  },
  source: ofTitle,
  ...also,
});

const times = (personTimes: string): string =>
  `${personTimes} ${personTimes === '1' ? 'person-time' : 'person-times'}`;

const activity = (zh: string, en: string): Told => ({
  words(parts) {
    const [, personTimes = ''] = parts;
    const name = textFrom(2, parts);
    return { zh: `${zh}“${name}”，${personTimes}人次`, en: `${en} “${name}”, ${times(personTimes)}` };
  },
  source: ofActivity,
});

const notice = (zh: string, en: string): Told => ({
  words(parts) {
    const [, personTimes = ''] = parts;
    const number = textFrom(2, parts);
    return { zh: `${zh}，${personTimes}人次（${number}）`, en: `${en}, ${times(personTimes)} (${number})` };
  },
  source: ofNotice,
});

/** The words of every kind of line. */
const TOLD: Readonly<Record<LineKind, Told>> = {
  registered: {
    words: (name) => ({ zh: `登记为“${textFrom(0, name)}”`, en: `Registered as “${textFrom(0, name)}”` }),
    source: ofUnit,
    mayComeAfter: true,
  },
  dissolved: { words: () => ({ zh: '单位撤销', en: 'Dissolved' }), source: ofUnit, mayComeAfter: true },
  organised: activity('主办活动', 'Organised'),
  'took-part': activity('参加活动', 'Took part in'),
  criticised: notice('被通报批评', 'Criticised'),
  commended: notice('受通报表扬', 'Commended'),
  withdrawn: {
    words: (parts) => ({
      zh: `撤回通报${parts[1] === 'criticism' ? '批评' : '表扬'}（${textFrom(2, parts)}）`,
      en: `The ${parts[1]} is withdrawn (${textFrom(2, parts)})`,
    }),
    source: ofNotice,
    mayComeAfter: true,
  },
  reported: { words: () => ({ zh: '已报整改情况', en: 'Rectification reported' }), source: ofNotice },
  returned: {
    words: ([, rectifyBy]) => ({
      zh: `整改被退回，新期限${rectifyBy}`,
      en: `Rectification returned, to be done by ${rectifyBy}`,
    }),
    source: ofNotice,
  },
  rectified: { words: () => ({ zh: '整改验收通过', en: 'Rectification accepted' }), source: ofNotice },
  overdue: {
    words: (parts) => ({
      zh: `逾期未整改，期限${parts[1]}（${textFrom(2, parts)}）`,
      en: `Rectification overdue since the deadline ${parts[1]} (${textFrom(2, parts)})`,
    }),
    source: ofNotice,
  },
  awarded: decided('获授', 'Awarded'),
  retained: decided('保留', 'Keeps'),
  revoked: decided('被撤销', 'Loses', { mayComeAfter: true }),
};

/** What a unit's timeline says of one thing. */
export interface ToldLine {
  readonly on: string;
  readonly kind: LineKind;
  readonly words: Words;
  readonly source: string;
  readonly ordinal: number;
  /** It was entered after its day; an activity, after it began; a notice was filed after it was issued. */
  readonly backEntry?: true;
  /** It names the unit on or after the day it was dissolved. */
  readonly afterDissolution?: true;
}

export function told(
  { on, ordinal, kind, isLate, parts }: TimelineLine,
  unitId: string,
  dissolvedOn?: string,
): ToldLine {
  const { words, source, mayComeAfter } = TOLD[kind];
  const isAfter = !mayComeAfter && dissolvedOn !== undefined && on >= dissolvedOn;
  return {
    on,
    kind,
    words: words(parts),
    source: source(parts, unitId),
    ordinal,
    ...(isLate && { backEntry: true }),
    ...(isAfter && { afterDissolution: true }),
  };
}

export const LINE_KINDS = Object.keys(TOLD) as LineKind[];
