import { Injectable } from '@nestjs/common';
import type { ProblemMeaning, ProblemMeanings } from './problem.js';
import { PLATFORM_PROBLEMS } from './platform-problems.js';

const CODE = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** What every problem code means; contexts add theirs in `onModuleInit`. */
@Injectable()
export class ProblemCatalogue {
  private readonly meanings = new Map<string, ProblemMeaning>();

  constructor() {
    this.add(PLATFORM_PROBLEMS);
  }

  /** Throws, and so fails the start, when a code is no kebab-case word or stands here with another meaning. */
  add<Code extends string>(meanings: ProblemMeanings<Code>): void {
    for (const [code, meaning] of Object.entries<ProblemMeaning>(meanings)) {
      if (!CODE.test(code)) throw new Error(`problem code ${code} is not kebab-case`);
      const known = this.meanings.get(code);
      if (known && (known.status !== meaning.status || known.zh !== meaning.zh || known.en !== meaning.en))
        throw new Error(`problem code ${code} has two meanings: "${known.en}" and "${meaning.en}"`);
      this.meanings.set(code, meaning);
    }
  }

  get(code: string): ProblemMeaning | undefined {
    return this.meanings.get(code);
  }

  /** Every code with its meaning, by code. */
  all(): readonly (readonly [string, ProblemMeaning])[] {
    return [...this.meanings].sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
