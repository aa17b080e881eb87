import { Access, Public } from './access.js';
import { accessPlan, rolesFor } from './access-plans.js';
import { anyone, body, operations } from './scope.js';

class Undeclared {
  route(): void {}
}

@Access({ roles: ['office'], scope: body('jurisdiction') })
class Guarded {
  inherited(): void {}
  @Access({ roles: ['unit', 'auditor'], scope: anyone('a published list') })
  own(): void {}
  @Public()
  open(): void {}
}

class Contradicting {
  @Access({ roles: ['office'], scope: operations })
  officeOnOperations(): void {}
  @Access({ roles: ['operator'], scope: anyone('no') })
  operatorOnBusiness(): void {}
  @Access({ roles: [], scope: anyone('no') })
  nobody(): void {}
}

const planOf = (controller: new () => object, name: string) =>
  accessPlan(controller as never, (controller.prototype as Record<string, () => void>)[name] as () => void);

describe('a route', () => {
  it('that says nothing about access stops the start', () => {
    expect(() => planOf(Undeclared, 'route')).toThrow('Undeclared.route says neither @Access nor @Public');
  });

  it('takes the rule of its class, and its own before that', () => {
    expect(planOf(Guarded, 'inherited')).toMatchObject({ kind: 'guarded', rule: { roles: ['office'] } });
    expect(planOf(Guarded, 'own')).toMatchObject({ kind: 'guarded', rule: { roles: ['unit', 'auditor'] } });
    expect(planOf(Guarded, 'open')).toEqual({ kind: 'public' });
  });

  it.each(['officeOnOperations', 'operatorOnBusiness', 'nobody'])(
    'that contradicts itself stops the start: %s',
    (name) => {
      expect(() => planOf(Contradicting, name)).toThrow(`Contradicting.${name}`);
    },
  );

  it('admits auditors when it reads and never when it writes', () => {
    const plan = planOf(Guarded, 'own') as never;
    expect(rolesFor(plan, 'GET')).toEqual(['unit', 'auditor']);
    expect(rolesFor(plan, 'POST')).toEqual(['unit']);
    expect(rolesFor(planOf(Guarded, 'inherited') as never, 'GET')).toContain('auditor');
  });
});
