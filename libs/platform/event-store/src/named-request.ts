import { Command, type CommandContext, consequence, type Decider } from '#platform/event-sourcing';
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

/**
 * Whether the body of a request leads to its stream, so that its key used again for another body would not be found
 * there: as soon as any part of the stream's name is neither of the request's targets nor the id that derives from
 * the command and the word before it, as in `units.unit-<derivedId('unit', command id)>`.
 */
export function followsBody(stream: string, { commandId, targets }: CommandContext): boolean {
  if (targets === undefined) return false;
  const name = stream.slice(stream.indexOf('.') + 1);
  const [aggregate = ''] = name.split('-', 1);
  const isOwn = (part: string): boolean => targets.includes(part) || part === derivedId(aggregate, commandId);
  const leadsTo = (id: string): boolean => id.split('.').every(isOwn);
  return !leadsTo(name.slice(aggregate.length + 1)) && !leadsTo(name);
}

/** Takes the key of a request for its body and no other: executed again with another body it is RequestReused. */
export function naming(
  stream: string,
  context: CommandContext,
): Execution<NameRequest, boolean, RequestNamed, void> {
  const { commandId } = context;
  const command = new NameRequest({ stream }, consequence(context, derivedId(commandId, 'request')));
  return { decider: namedRequest, stream: requestStream(commandId), command };
}
