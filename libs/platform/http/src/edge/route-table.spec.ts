import { RouteTable } from './route-table.js';

const table = new RouteTable();
table.add('GET', '/v1/units/:id');
table.add(['POST'], '/v1/units');
table.add('GET', '/docs/*');

describe('the route table', () => {
  it.each([
    ['/v1/units/u1', ['GET']],
    ['/v1/units', ['POST']],
    ['/v1/units/', ['POST']],
    ['/v1/units/u1/x', []],
    ['/v1.units', []],
    ['/docs/a/b', ['GET']],
  ])('knows the methods of %s', (path, methods) => {
    expect(table.methodsAt(path)).toEqual(methods);
  });
});
