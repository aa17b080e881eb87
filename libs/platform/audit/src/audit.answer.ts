import { ApiProperty } from '@nestjs/swagger';
import { rule, Shown } from '#platform/http';

/** A stored event as auditors see it: data and metadata as they were written. */
export interface AuditedEvent {
  readonly ordinal: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly metadata: unknown;
}

/** {@link AuditedEvent}, as OpenAPI shows it. */
export class AuditedEventAnswer implements Required<AuditedEvent> {
  @Shown(rule.count(), { about: '账本序号 Ordinal in the ledger.' })
  ordinal!: number;

  @Shown({ type: 'string', example: 'units.unit-3f0c…' })
  stream!: string;

  @Shown(rule.count(), { about: '流内版本，从 0 起 Revision in its stream, from 0.' })
  revision!: number;

  @Shown({ type: 'string', format: 'uuid' })
  id!: string;

  @Shown({ type: 'string', example: 'UnitRegistered' })
  type!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: '如所写 As written.',
  })
  data!: unknown;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: '如所写 As written.',
  })
  metadata!: unknown;
}
