import seed from '../../facts/seed-facts.json' with { type: 'json' };

/** One published fact; its other members are the figures. */
export type Fact = Readonly<Record<string, unknown>> & { readonly at: string; readonly topic: string };

export interface Place {
  /** GB/T 2260 code. */
  readonly code: string;
  readonly name: string;
  readonly level: 'city' | 'county' | 'district';
  /** The published account's own body. */
  readonly body: string;
  /** The year that is played. */
  readonly year: number;
}

export const facts: readonly Fact[] = seed.facts;

export const places: readonly Place[] = Object.entries(seed.jurisdictions).map(
  ([code, place]) => ({ code, ...place }) as Place,
);

/** Names a fact on the command line and in reports: `140800/circulation-notice/unitsCriticised`. */
export function factId({ at, topic, measure, name, unit }: Fact): string {
  const last = [measure, name, unit].find((part) => typeof part === 'string');
  return [at, topic, ...(last === undefined ? [] : [last])].join('/');
}

/** The fact with this place, topic and further members. Throws when there is none: the demo needs it. */
export function fact(at: string, topic: string, more: Readonly<Record<string, unknown>> = {}): Fact {
  const found = facts.find(
    (one) =>
      one.at === at &&
      one.topic === topic &&
      Object.entries(more).every(([name, value]) => one[name] === value),
  );
  if (!found) throw new Error(`no fact ${at} ${topic} ${JSON.stringify(more)} in seed-facts.json`);
  return found;
}

/** A figure of a fact. Throws when it is not a number. */
export function figure(of: Fact, name: string): number {
  const value = of[name];
  if (typeof value !== 'number') throw new Error(`${factId(of)} has no figure ${name}`);
  return value;
}

/** A text of a fact. Throws when it is not one. */
export function text(of: Fact, name: string): string {
  const value = of[name];
  if (typeof value !== 'string') throw new Error(`${factId(of)} has no text ${name}`);
  return value;
}

export function place(code: string): Place {
  const found = places.find((one) => one.code === code);
  if (!found) throw new Error(`no place ${code} in seed-facts.json`);
  return found;
}
