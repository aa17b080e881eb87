/** The key of a request is taken by its body, whose own stream another body would not lead to. */
export interface RequestNamed {
  readonly type: 'RequestNamed';
  readonly data: {
    /** The stream the request writes to. */
    readonly stream: string;
  };
}
