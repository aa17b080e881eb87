import { Command, type CommandContext, type Decider } from '#platform/event-sourcing';
import { derivedId } from '#platform/values';
import type { Execution } from './execution.js';
import type { RequestNamed } from './named-request.events.js';

/** Found by the command's id alone, whatever the body says. */
const requestStream = (commandId: string): string => `platform.request-${commandId}`;

class NameRequest extends Command<RequestNamed['data']> {
  readonly type = 'NameRequest';
}

const namedRequest: Decider<NameRequest, boolean, RequestNamed> = {
  initialState: false,
  decide: ({ data }, isNamed) => (isNamed ? [] : [{ type: 'RequestNamed', data }]),
  evolve: () => true,
};

/** Takes the key of a request for its body and no other: executed again with another body it is RequestReused. */
export function naming(
  stream: string,
  { expectedRevision: _, ...context }: CommandContext,
): Execution<NameRequest, boolean, RequestNamed, void> {
  const { commandId } = context;
  const own = { ...context, commandId: derivedId(commandId, 'request'), causationId: commandId };
  const command = new NameRequest({ stream }, own);
  return { decider: namedRequest, stream: requestStream(commandId), command };
}
