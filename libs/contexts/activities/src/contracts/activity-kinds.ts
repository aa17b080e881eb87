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
