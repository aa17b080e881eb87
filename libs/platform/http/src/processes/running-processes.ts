import type { CommandClass, Dispatch, EngineStatus } from '#platform/processes';

/** The processes of this server: read and timed elsewhere, their commands handled here. */
export interface RunningProcesses {
  /** Everything they may send; each needs exactly one handler or the start fails. */
  readonly commands: readonly CommandClass[];
  status(): EngineStatus;
  /** From now on commands come here. */
  serve(dispatch: Dispatch): void;
  /** No more commands come; resolves when those on their way are answered, or after some seconds. */
  hold(): Promise<void>;
  /** Resolves when everything due by this instant of a driven clock is done, or after some seconds. */
  settle(now: string): Promise<void>;
}
