/** Synthetic rules of a city, as its office adopts them. */
export const NUMBERING = { issuerCode: '示文明', gapless: false };

export const LADDER = {
  levels: ['district', 'city'],
  rungs: [
    { level: 'district', star: 1, from: [] },
    { level: 'city', star: 1, from: [{ level: 'district', star: 1 }] },
    {
      level: 'city',
      star: 2,
      from: [
        { level: 'district', star: 1 },
        { level: 'city', star: 1 },
      ],
    },
    { level: 'city', star: 3, from: [{ level: 'city', star: 2 }] },
  ],
  termYears: { district: 3, city: 3 },
};

export const EVIDENCE = { evidenceRequiredFor: ['law-popularisation'] };

export const SCORING = {
  base: '60',
  parts: [
    { code: 'daily', title: '日常工作' },
    { code: 'discipline', title: '通报与荣誉' },
  ],
  items: [
    {
      code: 'activities',
      part: 'daily',
      title: '开展活动',
      fact: 'activity',
      per: 'occurrence',
      points: '0.5',
      cap: '1',
    },
    {
      code: 'criticised',
      part: 'discipline',
      title: '通报批评',
      fact: 'criticism',
      per: 'person-time',
      points: '-0.3',
      cap: '8',
    },
    {
      code: 'commended',
      part: 'discipline',
      title: '通报表扬',
      fact: 'commendation',
      per: 'occurrence',
      points: '1',
    },
    {
      code: 'titles',
      part: 'discipline',
      title: '文明单位称号',
      fact: 'title',
      per: 'occurrence',
      points: '2',
    },
  ],
};
