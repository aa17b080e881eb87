import { getMetadataStorage } from 'class-validator';

type Storage = Pick<ReturnType<typeof getMetadataStorage>, 'getTargetValidationMetadatas'>;
type Gather = Storage['getTargetValidationMetadatas'];

const remembering = new WeakSet<Storage>();

/**
 * Has class-validator gather the rules of a class once: by itself it goes through all classes there are for every
 * object it checks, so that each route makes all others slower. Rules are decorators and never change once a class
 * is there. What is asked for with groups or schemas, which nobody here uses, is gathered as before.
 */
export function rememberRules(storage: Storage = getMetadataStorage()): void {
  if (remembering.has(storage)) return;
  remembering.add(storage);
  const gather = storage.getTargetValidationMetadatas.bind(storage);
  const known = new Map<unknown, ReturnType<Gather>>();
  storage.getTargetValidationMetadatas = (target, schema, always, strictGroups, groups) => {
    const gathered = (): ReturnType<Gather> => gather(target, schema, always, strictGroups, groups);
    if (schema || always || strictGroups || groups) return gathered();
    let rules = known.get(target);
    if (!rules) known.set(target, (rules = gathered()));
    return rules;
  };
}
