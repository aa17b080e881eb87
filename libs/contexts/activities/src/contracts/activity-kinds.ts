/** The kinds of activities (活动类别) there are, as contracts name them: what a rule about kinds may name. */
export const ACTIVITY_KINDS = [
  'volunteer-service',
  'lecture',
  'study',
  'training',
  'festival',
  'law-popularisation',
  'environment',
  'reading',
  'publicity',
  'blood-donation',
  'visit',
  'other',
] as const;

/** Those of them that are volunteering (志愿服务活动); law popularisation is done by volunteers. */
export const VOLUNTARY_KINDS: readonly string[] = ['volunteer-service', 'law-popularisation'];
