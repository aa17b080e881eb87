import { getMetadataStorage, IsInt, IsString, validateSync } from 'class-validator';
import { rememberRules } from './remembered-rules.js';

class Named {
  @IsString()
  name!: string;
}

class Counted extends Named {
  @IsInt()
  count!: number;
}

describe('remembered rules', () => {
  const storage = getMetadataStorage();
  const gather = storage.getTargetValidationMetadatas.bind(storage);
  const gathered: unknown[] = [];
  const counting = {
    getTargetValidationMetadatas: (...asked: Parameters<typeof gather>) => {
      gathered.push(asked[0]);
      return gather(...asked);
    },
  };
  rememberRules(counting);
  rememberRules(counting);

  const rulesOf = (target: new () => object, groups?: string[], schema?: string) =>
    counting
      .getTargetValidationMetadatas(target, schema as string, false, false, groups)
      .map(({ propertyName }) => propertyName);

  it('are gathered once a class, those it inherits among them', () => {
    for (let time = 0; time < 3; time++)
      expect([rulesOf(Counted), rulesOf(Named)]).toEqual([['count', 'name'], ['name']]);
    expect(gathered).toEqual([Counted, Named]);
  });

  it('are gathered once for each class an object lies within', () => {
    for (let time = 0; time < 3; time++)
      expect(rulesOf(Counted, undefined, 'Outer')).toEqual(['count', 'name']);
    expect(gathered.slice(2)).toEqual([Counted]);
  });

  it('are gathered anew where groups are asked for', () => {
    rulesOf(Named, ['some']);
    rulesOf(Named, ['some']);
    expect(gathered.slice(3)).toEqual([Named, Named]);
  });

  it('refuse what they refused before', () => {
    rememberRules();
    for (let time = 0; time < 2; time++) {
      const errors = validateSync(Object.assign(new Counted(), { name: 1, count: 'x' }));
      expect(errors.map(({ property }) => property).sort()).toEqual(['count', 'name']);
    }
  });
});
