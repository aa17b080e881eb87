import { getMetadataStorage } from 'class-validator';

type Storage = Pick<ReturnType<typeof getMetadataStorage>, 'getTargetValidationMetadatas'>;
type Gather = Storage['getTargetValidationMetadatas'];

const remembering = new WeakSet<Storage>();

/**
 * Has class-validator gather the rules of a class once: by itself it goes through all classes there are for every
 * object it checks, so that each route makes all others slower. Rules are decorators and never change once a class
 * is there. For what lies within another object the outer class's name comes as the schema. What is asked for with
 * groups, which nobody here uses, is gathered as before.
 */
export function rememberRules(storage: Storage = getMetadataStorage()): void {
  if (remembering.has(storage)) return;
  remembering.add(storage);
  const gather = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, Map<string | undefined, ReturnType<Gather>>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    const gathered = (): ReturnType<Gather> => gather(target, schema, always, strictGroups, groups);
    if (always || strictGroups || groups) return gathered();
    let bySchema = known.get(target);
    if (!bySchema) known.set(target, (bySchema = new Map<string | undefined, ReturnType<Gather>>()));
    let rules = bySchema.get(schema);
    if (!rules) bySchema.set(schema, (rules = gathered()));
    return rules;
  };
}
