import { Command } from '#platform/event-sourcing';
import type { UnitKind } from './unit.events.js';

export class RegisterUnit extends Command<{
  readonly unitId: string;
  readonly name: string;
  readonly jurisdiction: string;
  readonly kind: UnitKind;
  readonly system?: string;
  readonly creditCode?: string;
  readonly headCount?: number;
}> {
  readonly type = 'RegisterUnit';
}

export class DissolveUnit extends Command<{ readonly unitId: string; readonly dissolvedOn: string }> {
  readonly type = 'DissolveUnit';
}

export type UnitCommand = RegisterUnit | DissolveUnit;
