import { ApiProperty } from '@nestjs/swagger';

/** An event of a receipt, as OpenAPI shows it. */
export class ReceiptEventDocument {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'UnitRegistered' })
  type!: string;
}

/** {@link Receipt} of #platform/event-store, as OpenAPI shows it. */
export class ReceiptDocument {
  @ApiProperty({ required: false, description: '所创建对象的标识 Id of what was created.' })
  id?: string;

  @ApiProperty({ example: 'units.unit-3f0c…' })
  stream!: string;

  @ApiProperty({
    type: 'integer',
    description: '该流在命令之后的版本 Revision of the stream after the command; the ETag.',
  })
  revision!: number;

  @ApiProperty({ type: 'string', nullable: true, description: '用于 Min-Position For Min-Position.' })
  position!: string | null;

  @ApiProperty({ type: [ReceiptEventDocument] })
  events!: ReceiptEventDocument[];
}
