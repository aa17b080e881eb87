import { Inject, Injectable } from '@nestjs/common';
import { NUMBER_REGISTER, type NumberRegister } from '#contexts/documents/contracts';
import { type KnownUnit, refuseUnit } from '#contexts/units/contracts';
import { DeciderRepository, policyInForce, type Receipt } from '#platform/event-store';
import { Directories, NotFoundProblem, Refusal } from '#platform/http';
import { titleDecisionDocument } from '../contracts/index.js';
import { titlePolicy } from '../domain/title-policy/title-policy.decider.js';
import type { Rung, TitleLevel } from '../domain/title-policy/title-policy.events.js';
import { heldOn } from '../domain/title/tenure.js';
import type { TitleCommand } from '../domain/title/title.commands.js';
import { type Title, title, type TitleFacts, titleStream } from '../domain/title/title.decider.js';
import { knownCycles } from '../read-models/known-cycles/known-cycles.projection.js';
import { knownUnits } from '../read-models/known-units/known-units.projection.js';
import { decidingJurisdiction } from './deciding-jurisdiction.js';
import { refuseCycle } from './named-cycle.js';

/** Where a decision names its document number, and its day. */
const NUMBER = '/decision/documentNumber';
const EFFECTIVE = '/decision/effectiveOn';

/** Records a decision on a title: looks up what it is judged by, and has its document number taken. */
@Injectable()
export class TitleJudgement {
  constructor(
    private readonly repository: DeciderRepository,
    private readonly directories: Directories,
    @Inject(NUMBER_REGISTER) private readonly numbers: NumberRegister,
  ) {}

  pass(command: TitleCommand): Promise<Receipt> {
    const { unitId, level } = command.data;
    return this.repository.execute({
      decider: title,
      stream: titleStream(unitId, level),
      command,
      facts: (state) => this.factsFor(command, state),
      // The same request sent many times at once reserves a number once: the others find its receipt.
      inTurn: true,
    });
  }

  /** The decision is taken dry before its number is reserved, so that no number is spent on a refusal. */
  private async factsFor(command: TitleCommand, state: Title): Promise<TitleFacts> {
    const { unitId, level, decision } = command.data;
    const { jurisdiction } = await this.unitOf(command);
    if (command.type !== 'RevokeTitle') await this.checkCycle(command.data.cycle, jurisdiction);
    const { effectiveOn } = decision;
    const policy = await policyInForce(this.repository, titlePolicy, jurisdiction, effectiveOn, EFFECTIVE);
    const others = policy.rules.levels.filter((each) => each !== level);
    const heldElsewhere = await this.held(unitId, others, effectiveOn);
    const facts = { policy, jurisdiction, heldElsewhere };
    title.decide(command, state, facts);
    return {
      ...facts,
      documentNumber: await this.number(command, decidingJurisdiction(jurisdiction, level)),
    };
  }

  /** A title of a unit that is gone can still be revoked. */
  private async unitOf({ type, data }: TitleCommand): Promise<KnownUnit> {
    const { unitId, decision } = data;
    const unit = (await this.directories.of(knownUnits).find([unitId])).get(unitId);
    if (!unit) throw new NotFoundProblem('unit-not-found');
    const refusal = type === 'RevokeTitle' ? null : refuseUnit(unit, decision.effectiveOn, () => true);
    if (refusal) throw new Refusal(refusal, { unitId });
    return unit;
  }

  private async checkCycle(cycle: string, unitJurisdiction: string): Promise<void> {
    const known = (await this.directories.of(knownCycles).find([cycle])).get(cycle);
    const refusal = refuseCycle(known, unitJurisdiction);
    if (refusal) throw new Refusal(refusal, { cycle, pointer: '/cycle' });
  }

  private async held(unitId: string, levels: readonly TitleLevel[], on: string): Promise<readonly Rung[]> {
    const streams = levels.map(async (level) => {
      const { state } = await this.repository.load(title, titleStream(unitId, level));
      const tenure = heldOn(state, on);
      return tenure ? [{ level, ...(tenure.star !== undefined && { star: tenure.star }) }] : [];
    });
    return (await Promise.all(streams)).flat();
  }

  /** One document by body and number: a batch shares it, a notice or another body's decision never does. */
  private async number({ data, context }: TitleCommand, jurisdiction: string): Promise<string> {
    const { body, documentNumber: text, effectiveOn } = data.decision;
    const standard = this.numbers.standardForm(text);
    if (standard === null) throw new Refusal('not-a-document-number', { pointer: NUMBER });
    const { documentNumber } = await this.numbers.reserve({
      jurisdiction,
      text,
      pointer: NUMBER,
      year: Number(effectiveOn.slice(0, 4)),
      documentId: titleDecisionDocument(body, standard),
      requestedBy: context,
    });
    return documentNumber;
  }
}
