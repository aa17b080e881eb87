import { Command } from '#platform/event-sourcing';

export class OpenCycle extends Command<{
  /** `<jurisdiction>-<year>`. */
  readonly cycleId: string;
  readonly from: string;
  readonly to: string;
}> {
  readonly type = 'OpenCycle';
}
