import { Body, Controller, Inject, Module, Post } from '@nestjs/common';
import { CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Access, body } from '#platform/auth';
import { Command, type CommandContext } from '#platform/event-sourcing';
import { type EventStore, type Receipt } from '#platform/event-store';
import { Context, EVENT_STORE, Jurisdiction, Text, Writes } from '#platform/http';
import { derivedId } from '#platform/values';

class TrivialBody {
  @Text({ max: 200 })
  name!: string;

  @Jurisdiction()
  jurisdiction!: string;
}

class AppendOne extends Command<{ readonly id: string; readonly name: string }> {
  readonly type = 'AppendOne';
}

/** The peer of every command: the same stack, and a handler that appends one event to a stream of its own. */
@CommandHandler(AppendOne)
class AppendOneHandler implements ICommandHandler<AppendOne> {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async execute({ data, context }: AppendOne): Promise<Receipt> {
    const { commandId, requestHash, actor, role, correlationId, now, today } = context;
    const metadata = {
      commandId,
      requestHash,
      actor,
      role,
      correlationId,
      recordedAt: now,
      occurredOn: today,
      schemaVersion: 1,
    };
    const event = {
      id: derivedId(data.id),
      type: 'CreditCodeReserved',
      contentType: 'application/json' as const,
      data: Buffer.from(JSON.stringify({ creditCode: data.name, unitId: data.id })),
      metadata: Buffer.from(JSON.stringify(metadata)),
    };
    const stream = `units.trivial-${data.id}`;
    const { revision } = await this.store.append(stream, 'none', [event]);
    return { id: data.id, stream, revision, position: null, events: [{ id: event.id, type: event.type }] };
  }
}

@Controller('v1/trivial')
class TrivialController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Writes(AppendOne)
  @Access({ roles: ['office'], scope: body('jurisdiction') })
  append(@Body() { name }: TrivialBody, @Context() context: CommandContext): Promise<Receipt> {
    return this.commands.execute(
      new AppendOne({ id: derivedId('trivial', context.commandId), name }, context),
    );
  }
}

@Module({ controllers: [TrivialController], providers: [AppendOneHandler] })
export class TrivialModule {}
