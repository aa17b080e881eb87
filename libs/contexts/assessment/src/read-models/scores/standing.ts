import type { ProjectionEvent } from '#platform/projections';
import { type MilliPoints, shanghaiDate } from '#platform/values';

/** How a unit came to stand where it stands on the boards of a cycle. */
export interface Standing {
  /** The month (`YYYY-MM`, Asia/Shanghai) in which its place last changed, by when the fact was recorded. */
  readonly since: string;
  /** Its total as that month began; null where it stood on no board of the cycle then. */
  readonly before: MilliPoints | null;
}

/** The month (`YYYY-MM`) of an instant in Asia/Shanghai; whatever the zone, no month ends before its 28th day. */
export const monthOf = (instant: string): string =>
  (instant.slice(8, 10) < '28' ? instant : shanghaiDate(instant)).slice(0, 7);

const monthAt = ({ at }: ProjectionEvent): string => monthOf(at.recordedAt);

/** Of a unit that comes to the boards of a cycle by this event. */
export const newcomer = (event: ProjectionEvent): Standing => ({ since: monthAt(event), before: null });

/** Of a unit that stood at `total` until this event. What is stored behind a fact of a later month counts with that. */
export function moved({ since, before }: Standing, total: MilliPoints, event: ProjectionEvent): Standing {
  const month = monthAt(event);
  return month > since ? { since: month, before: total } : { since, before };
}
