/** A fact as a decider states it: what happened, in primitives only. */
export interface DomainEvent<Type extends string = string, Data extends object = object> {
  readonly type: Type;
  readonly data: Data;
}

/**
 * The decision logic of one aggregate. Pure: no clock, chance, id or I/O in it.
 *
 * `decide` answers the events a command leads to, `[]` when its result is already there, and throws
 * {@link DomainRejection} when the rules refuse. `facts` are looked up before: policies in force, other
 * streams' state. `evolve` accepts every event ever stored (older versions are upcast before).
 */
export interface Decider<C, S, E extends DomainEvent, F = void> {
  readonly initialState: S;
  decide(command: C, state: S, facts: F): readonly E[];
  evolve(state: S, event: E): S;
}

/** A rule refused the command; nothing was changed. `details` name the field, value or state that was in the way. */
export class DomainRejection<Code extends string = string> extends Error {
  override readonly name = 'DomainRejection';
  constructor(
    readonly code: Code,
    readonly details: Readonly<Record<string, string | number | readonly string[]>> = {},
  ) {
    super(code);
  }
}

/** Narrows codes to one aggregate's closed union: `const rejected = rejections<MyCode>()`. */
export const rejections =
  <Code extends string>() =>
  (code: Code, details?: DomainRejection['details']): DomainRejection<Code> =>
    new DomainRejection(code, details);
