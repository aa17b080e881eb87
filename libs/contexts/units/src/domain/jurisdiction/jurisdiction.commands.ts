import { Command } from '#platform/event-sourcing';
import type { JurisdictionLevel } from './jurisdiction.events.js';

export class RegisterJurisdiction extends Command<{
  readonly code: string;
  readonly name: string;
  readonly level: JurisdictionLevel;
}> {
  readonly type = 'RegisterJurisdiction';
}
