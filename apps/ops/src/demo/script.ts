import type { Chance } from './chance.js';
import type { Place } from './facts.js';

/** Who sends a request; a token of its own is signed for each. */
export interface Actor {
  readonly name: string;
  readonly role: 'office' | 'unit';
  readonly jurisdiction?: string;
  /** Alias of the unit a unit actor speaks for. */
  readonly unit?: string;
}

/** Ids by alias, as receipts gave them. */
export type IdOf = (alias: string) => string;

/** One command of the year, sent over HTTP at its time. */
export interface Step {
  /** Instant, ISO-8601 UTC. */
  readonly at: string;
  readonly by: Actor;
  readonly path: (id: IdOf) => string;
  readonly body: (id: IdOf) => object;
  /** Alias under which the id of what it creates is kept. */
  readonly creates?: string;
  /** Facts it is there for: leaving one out leaves its steps out. */
  readonly for?: readonly string[];
}

/** Collects the steps of one place. */
export class Script {
  readonly steps: Step[] = [];

  constructor(
    readonly place: Place,
    readonly chance: Chance,
  ) {}

  /** The office of the place; `desk` tells its people apart. */
  office(desk: number): Actor {
    const { code } = this.place;
    return { name: `office-${code}-${desk}`, role: 'office', jurisdiction: code };
  }

  /** The office of the city the place belongs to. */
  cityOffice(desk: number): Actor {
    const code = `${this.place.code.slice(0, 4)}00`;
    return { name: `office-${code}-${desk}`, role: 'office', jurisdiction: code };
  }

  unit(alias: string): Actor {
    return { name: `clerk-${alias}`, role: 'unit', unit: alias };
  }

  add(step: Step): void {
    this.steps.push(step);
  }

  /** A moment of a working day in the place, in the given hour (9 to 17, Asia/Shanghai). Throws RangeError on a Saturday or Sunday. */
  moment(day: string, hour: number): string {
    if (workday(day) !== day) throw new RangeError(`${day} is no working day`);
    const minute = String(this.chance.between(0, 59)).padStart(2, '0');
    const second = String(this.chance.between(0, 59)).padStart(2, '0');
    return `${day}T${String(hour - 8).padStart(2, '0')}:${minute}:${second}.000Z`;
  }
}

const DAY_MS = 86_400_000;

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);

/** The day itself or the next that is no Saturday or Sunday. */
export function workday(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return plusDays(day, weekday === 6 ? 2 : weekday === 0 ? 1 : 0);
}

/** The day itself or the last before it that is no Saturday or Sunday. */
export function workdayBefore(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return plusDays(day, weekday === 6 ? -1 : weekday === 0 ? -2 : 0);
}

/** All places' steps in one order of time; steps of one moment keep the order they were written in. */
export function inOrder(scripts: readonly Script[], leftOut: ReadonlySet<string>): Step[] {
  return scripts
    .flatMap(({ steps }) => steps)
    .filter((step) => !step.for?.some((id) => leftOut.has(id)))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}
