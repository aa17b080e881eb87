import { Command } from '#platform/event-sourcing';

export class ReserveCreditCode extends Command<{ readonly creditCode: string; readonly unitId: string }> {
  readonly type = 'ReserveCreditCode';
}
