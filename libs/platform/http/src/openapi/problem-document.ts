import { ApiProperty } from '@nestjs/swagger';

/** Both languages of a sentence, as OpenAPI shows them. */
export class MessagesDocument {
  @ApiProperty()
  zh!: string;

  @ApiProperty()
  en!: string;
}

/** A wrong field, as OpenAPI shows it. */
export class FieldErrorDocument {
  @ApiProperty({ example: '/entries/0/personTimes' })
  pointer!: string;

  @ApiProperty({ enum: ['body', 'query', 'path', 'header'] })
  in!: string;

  @ApiProperty({ example: 'too-small' })
  code!: string;

  @ApiProperty()
  detail!: string;

  @ApiProperty({ type: MessagesDocument })
  messages!: MessagesDocument;
}

/** The problem document (RFC 9457), as OpenAPI shows it. */
export class ProblemDocumentSchema {
  @ApiProperty({ example: '/problems/invalid-request' })
  type!: string;

  @ApiProperty()
  title!: string;

  @ApiProperty({ example: 400 })
  status!: number;

  @ApiProperty({ description: '按 Accept-Language，默认中文 By Accept-Language, Chinese by default.' })
  detail!: string;

  @ApiProperty({ example: 'invalid-request' })
  code!: string;

  @ApiProperty({ type: MessagesDocument })
  messages!: MessagesDocument;

  @ApiProperty()
  correlationId!: string;

  @ApiProperty({ required: false, type: [FieldErrorDocument] })
  errors?: FieldErrorDocument[];

  @ApiProperty({ required: false, type: Object })
  details?: object;
}
