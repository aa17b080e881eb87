import { Identifier } from '../fields/fields.js';

/** Path parameters of a route about one thing: `/{id}`. */
export class ById {
  @Identifier()
  id!: string;
}
