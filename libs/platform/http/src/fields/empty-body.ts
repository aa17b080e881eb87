import { ApiSchema } from '@nestjs/swagger';

/** The body of a write that says all there is to say in its path: left out, or an object without fields. */
@ApiSchema({ description: '没有字段，可省略 Without fields; may be left out.' })
export class EmptyBody {}
