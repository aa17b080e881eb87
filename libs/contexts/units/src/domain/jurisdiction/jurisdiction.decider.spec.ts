import { given, testContext } from '#platform/testing';
import { RegisterJurisdiction } from './jurisdiction.commands.js';
import { jurisdiction } from './jurisdiction.decider.js';
import type { JurisdictionRegistered } from './jurisdiction.events.js';

const registered: JurisdictionRegistered = {
  type: 'JurisdictionRegistered',
  data: { code: '990100', name: '示例市', level: 'city' },
};

describe('a jurisdiction', () => {
  it('is registered by its code', () => {
    given(jurisdiction, []).when(new RegisterJurisdiction(registered.data, testContext())).then([registered]);
  });

  it.each([
    ['000000', 'national'],
    ['990000', 'province'],
    ['990100', 'city'],
    ['990102', 'county'],
    ['990102', 'district'],
  ] as const)('%s may be a %s, and nothing of another level', (code, level) => {
    const data = { code, name: '示例', level };
    given(jurisdiction, [])
      .when(new RegisterJurisdiction(data, testContext()))
      .then([{ type: 'JurisdictionRegistered', data }]);
    for (const other of ['national', 'province', 'city', 'county', 'district'] as const)
      if (other !== level && !(code === '990102' && ['county', 'district'].includes(other)))
        given(jurisdiction, [])
          .when(new RegisterJurisdiction({ ...data, level: other }, testContext()))
          .thenRejected('level-contradicts-code', {
            pointer: '/level',
            levels: code === '990102' ? ['county', 'district'] : [level],
          });
  });

  it('registered again with the same name stays as it is', () => {
    given(jurisdiction, [registered])
      .when(new RegisterJurisdiction(registered.data, testContext()))
      .thenNothing();
  });

  it('does not change its name by registering it again', () => {
    given(jurisdiction, [registered])
      .when(new RegisterJurisdiction({ ...registered.data, name: '另一市' }, testContext()))
      .thenRejected('jurisdiction-already-registered', { name: '示例市', level: 'city' });
  });
});
