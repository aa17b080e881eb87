/** An answer that mirrors one stream: sent as `body` with `ETag: "<revision>"`. */
export class Revised<Body extends object> {
  constructor(
    readonly body: Body,
    readonly revision: number,
  ) {}
}

/** Answers `body` with the revision it stands at, for the caller's next If-Match. */
export const revised = <Body extends object>(body: Body, revision: number): Revised<Body> =>
  new Revised(body, revision);
