import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';

interface BytesReply {
  type(contentType: string): this;
  send(bytes: Buffer): unknown;
}

/** Serves `/openapi.json` and `/docs` from this machine alone. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const description = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Civitas 文明单位创建 Admin API')
    .setDescription(
      '命令写入事件账本，查询读取投影。Commands write to the ledger of events, queries read its projections.',
    )
    .setVersion('1')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT' })
    .build();
  const document = withoutNullable(SwaggerModule.createDocument(app, description)) as OpenAPIObject;
  SwaggerModule.setup('docs', app, document, {
    raw: false,
    customSiteTitle: 'Civitas API',
  });
  // Written out once, and one copy of it however many read it slowly: it is the largest answer to strangers.
  const bytes = Buffer.from(JSON.stringify(document));
  app.getHttpAdapter().get('/openapi.json', (_: unknown, reply: BytesReply) => {
    void reply.type('application/json; charset=utf-8').send(bytes);
  });
}

/** OpenAPI 3.1 says `type: [T, "null"]` where 3.0 said `nullable`. */
function withoutNullable(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withoutNullable);
  if (typeof node !== 'object' || node === null) return node;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(node).map(([name, member]) => [name, withoutNullable(member)]),
  ) as Record<string, unknown>;
  return nullable === true && typeof rest['type'] === 'string'
    ? { ...rest, type: [rest['type'], 'null'] }
    : rest;
}
