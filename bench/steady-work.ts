import type { Receipt } from '#platform/event-store';
import type { Write } from './load.js';
import type { Sending } from './paced.js';
import { closeActivity, registerActivity } from './writes.js';

const STREAM = 'activities.activity-';

/** A load that can go on for ever: half registers activities, half closes those registered a moment ago. */
export class SteadyWork implements Sending {
  private readonly open: string[] = [];
  private sent = 0;

  constructor(private readonly units: readonly string[]) {}

  next(): Write {
    const number = this.sent++;
    const unitId = this.units[number % this.units.length] as string;
    const activityId = number % 2 === 1 ? this.open.shift() : undefined;
    return activityId === undefined ? registerActivity(unitId) : closeActivity(activityId, unitId);
  }

  answered({ id }: Receipt): void {
    if (id !== undefined) this.open.push(id);
  }
}

/** Which activity a receipt is about. */
export const activityOf = ({ stream }: Receipt): string => stream.slice(STREAM.length);
