import { ApiOperation } from '@nestjs/swagger';

/** The route's title in both languages, for OpenAPI. */
export const Titled = (zh: string, en: string, description?: string): MethodDecorator =>
  ApiOperation({ summary: `${zh} ${en}`, ...(description !== undefined && { description }) });
