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
