/** What a title decision's number belongs to: one document by body and number (standard form), shared by a batch. */
export const titleDecisionDocument = (body: string, documentNumber: string): string =>
  `title-decision:${body}:${documentNumber}`;
