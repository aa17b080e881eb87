import type { ActivityKind } from '../domain/activity/activity.events.js';

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
] satisfies ActivityKind[];
