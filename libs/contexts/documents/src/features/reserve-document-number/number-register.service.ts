import { Injectable } from '@nestjs/common';
import type { CommandContext, PolicyAdopted } from '#platform/event-sourcing';
import { DeciderRepository, findPolicyInForce } from '#platform/event-store';
import { Refusal } from '#platform/http';
import { derivedId, lineage } from '#platform/values';
import type { NumberRegister, NumberRequest, RequestedBy, ReservedNumber } from '../../contracts/index.js';
import {
  type DocumentNumber,
  formatDocumentNumber,
  parseDocumentNumber,
  plainText,
} from '../../domain/number-register/document-number.js';
import {
  ReserveDocumentNumber,
  type TimeNeeded,
} from '../../domain/number-register/number-register.commands.js';
import {
  type NumberingFacts,
  type NumberRegister as RegisterState,
  numberRegister,
  numberRegisterStream,
  USED_WITHIN_MS,
} from '../../domain/number-register/number-register.decider.js';
import { numberingPolicy } from '../../domain/numbering-policy/numbering-policy.decider.js';
import type { NumberingRules } from '../../domain/numbering-policy/numbering-policy.events.js';

const ATTEMPTS = 3;
/** Whoever comes back for a number has this long to use it, without one event more for each who does. */
const AT_LEAST_MS = 10 * 60 * 1000;

type Policy = PolicyAdopted<NumberingRules>;
/** Whose numbers and of which year. */
type Series = Pick<DocumentNumber, 'issuerCode' | 'year'>;

/**
 * The register behind the contract: parses what was written, or takes the office's own next number. Whoever signs
 * with the code of a policy shares the register of the jurisdiction that adopted it; where that changes, with a policy
 * or its code, numbers of the registers before stay taken, so that no paper of an office has the number of another.
 */
@Injectable()
export class StreamNumberRegister implements NumberRegister {
  constructor(private readonly repository: DeciderRepository) {}

  async reserve(request: NumberRequest): Promise<ReservedNumber> {
    const { jurisdiction, text, pointer, documentId, requestedBy } = request;
    const policy = await this.policyOf(jurisdiction, requestedBy.today);
    const number = text === undefined ? next(request, policy) : parse(text, request);
    const ruled = signsWith(number, policy);
    const place = await this.placeOf(request, number, ruled);
    const need = timeNeeded(requestedBy);
    const data = { ...number, jurisdiction: place, text, pointer, documentId, need };
    const stream = numberRegisterStream(place, number.issuerCode, number.year);
    const facts = () => this.factsFor(jurisdiction, place, number, ruled);
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const before = await this.register(place, number);
      const command = new ReserveDocumentNumber(data, contextOf(requestedBy, before.steps.get(documentId)));
      await this.repository.execute({ decider: numberRegister, stream, command, facts, inTurn: true });
      const reserved = (await this.register(place, number)).byDocument.get(documentId);
      if (reserved) return { documentNumber: reserved.documentNumber, text: reserved.text };
    }
    throw new Error(`the numbers of ${documentId} in ${stream} are voided as fast as they are reserved`);
  }

  standardForm(text: string): string | null {
    const number = parseDocumentNumber(text);
    return number && formatDocumentNumber(number);
  }

  /** Where the number is registered: where the document has it already, or with whoever signs today. */
  private async placeOf(
    { jurisdiction, documentId }: NumberRequest,
    series: Series,
    ruled: Policy | null,
  ): Promise<string> {
    for (const place of lineage(jurisdiction))
      if ((await this.register(place, series)).byDocument.has(documentId)) return place;
    return ruled?.jurisdiction ?? jurisdiction;
  }

  private async factsFor(
    jurisdiction: string,
    place: string,
    series: Series,
    ruled: Policy | null,
  ): Promise<NumberingFacts> {
    const others = lineage(jurisdiction).filter((other) => other !== place);
    return {
      gapless: ruled !== null && (await this.isGapless(jurisdiction, series, ruled)),
      policyVersion: ruled?.version,
      elsewhere: await Promise.all(others.map((other) => this.register(other, series))),
    };
  }

  /** Numbers given before the policy was there left gaps that nobody can fill: the first whole year begins it. */
  private async isGapless(jurisdiction: string, series: Series, { rules }: Policy): Promise<boolean> {
    if (!rules.gapless) return false;
    const atFirst = signsWith(series, await this.policyOf(jurisdiction, `${series.year}-01-01`));
    return atFirst?.rules.gapless ?? false;
  }

  private async register(place: string, { issuerCode, year }: Series): Promise<RegisterState> {
    const stream = numberRegisterStream(place, issuerCode, year);
    return (await this.repository.load(numberRegister, stream)).state;
  }

  private policyOf(jurisdiction: string, on: string): Promise<Policy | null> {
    return findPolicyInForce(this.repository, numberingPolicy, jurisdiction, on);
  }
}

const signsWith = ({ issuerCode }: Series, policy: Policy | null): Policy | null =>
  policy && plainText(policy.rules.issuerCode) === issuerCode ? policy : null;

function timeNeeded({ now }: RequestedBy): TimeNeeded {
  const after = (ms: number): string => new Date(Date.parse(now) + ms).toISOString();
  return { atLeastUntil: after(AT_LEAST_MS), until: after(USED_WITHIN_MS) };
}

/** Field by field: the If-Match of the request is about the caller's own stream, not about the register. */
function contextOf(requestedBy: RequestedBy, steps: number | undefined): CommandContext {
  const { commandId, requestHash, actor, role, correlationId, traceparent, now, today } = requestedBy;
  return {
    // The same request that comes back keeps its number, or is given another once it is voided: not its first receipt.
    commandId: derivedId(commandId, 'document-number', ...(steps === undefined ? [] : [steps])),
    requestHash,
    actor,
    role,
    correlationId,
    causationId: commandId,
    traceparent,
    now,
    today,
  };
}

function next(
  { jurisdiction, year, pointer, requestedBy }: NumberRequest,
  policy: Policy | null,
): Omit<DocumentNumber, 'sequence'> & { sequence?: number } {
  if (!policy)
    throw new Refusal('no-policy-in-force', {
      pointer,
      policy: 'documents',
      jurisdiction,
      on: requestedBy.today,
    });
  return { issuerCode: plainText(policy.rules.issuerCode), year };
}

/** A paper may be of an earlier year; a number of a year to come would be spent by a slip, for good. */
function parse(text: string, { pointer, requestedBy }: NumberRequest): DocumentNumber {
  const number = parseDocumentNumber(text);
  if (!number) throw new Refusal('not-a-document-number', { pointer });
  const thisYear = requestedBy.today.slice(0, 4);
  if (number.year > Number(thisYear))
    throw new Refusal('document-number-of-year-to-come', { pointer, thisYear });
  return number;
}
