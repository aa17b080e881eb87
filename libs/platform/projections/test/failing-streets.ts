import { praisesByStreet } from './town.js';

type Evolve = typeof praisesByStreet.evolve;

/** Streets that cannot be folded where the bug is. */
export const failingStreets = (isFailing: (street: string, ordinal: number) => boolean) => ({
  ...praisesByStreet,
  evolve: (...given: Parameters<Evolve>): ReturnType<Evolve> => {
    if (isFailing(given[2], given[1].at.ordinal)) throw new Error('a bug');
    return praisesByStreet.evolve(...given);
  },
});
