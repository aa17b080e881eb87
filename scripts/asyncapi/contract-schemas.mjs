import { globSync, readFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const CONTRACTS = 'libs/contexts/*/src/contracts/*.v*.ts';
const MARKER = 'libs/platform/messaging/src/wire/marker.ts';
const NAME = /export const (\w+V\d+) = '(civitas\.[a-z0-9.-]+)'/g;
const INTERFACE = /export interface (\w+V\d+) /g;

const generatorFor = (path) =>
  createGenerator({
    path,
    tsconfig: 'tsconfig.json',
    skipTypeCheck: true,
    topRef: false,
    expose: 'none',
    additionalProperties: true,
    sortProps: true,
  });

/** A contract's interface is named as its constant; a state topic's is the one interface beside the constant. */
function interfaceOf(constant, interfaces, file) {
  const named = constant[0].toUpperCase() + constant.slice(1);
  if (interfaces.includes(named)) return named;
  if (interfaces.length === 1) return interfaces[0];
  throw new Error(`${file}: which interface is ${constant}? Name it ${named}, or keep it alone in its file`);
}

/** Published name and interface of every contract and state topic there is. */
function publishedTypes() {
  return globSync(CONTRACTS)
    .sort()
    .flatMap((file) => {
      const source = readFileSync(file, 'utf8');
      const interfaces = [...source.matchAll(INTERFACE)].map(([, name]) => name);
      return [...source.matchAll(NAME)].map(([, constant, name]) => ({
        name,
        type: interfaceOf(constant, interfaces, file),
      }));
    });
}

/** JSON Schema of everything published, by published name, made of the TypeScript interfaces. */
export function contractSchemas() {
  const contracts = generatorFor(CONTRACTS);
  const schemas = publishedTypes().map(({ name, type }) => [
    name,
    titled(name, contracts.createSchema(type)),
  ]);
  const marker = generatorFor(MARKER).createSchema('Marker');
  return new Map([...schemas, ['civitas.platform.marker.v1', titled('civitas.platform.marker.v1', marker)]]);
}

function titled(name, { $schema, definitions: _none, ...schema }) {
  return { $schema, $id: `urn:civitas:schema:${name}`, title: name, ...schema };
}
