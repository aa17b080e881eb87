import type { Contract } from '#platform/projections';
import {
  starAwardedV1,
  type StarAwardedV1,
  titlePolicyAdoptedV1,
  type TitlePolicyAdoptedV1,
  titleRetainedV1,
  type TitleRetainedV1,
  titleRevokedV1,
  type TitleRevokedV1,
} from '../contracts/index.js';
import type { TitleEvent } from '../domain/title/title.events.js';
import type { TitlesEvent } from '../titles.events.js';

export type TitlesContract =
  | Contract<typeof starAwardedV1, StarAwardedV1>
  | Contract<typeof titleRetainedV1, TitleRetainedV1>
  | Contract<typeof titleRevokedV1, TitleRevokedV1>
  | Contract<typeof titlePolicyAdoptedV1, TitlePolicyAdoptedV1>;

export function publishTitles({ type, data }: TitlesEvent): readonly TitlesContract[] {
  switch (type) {
    case 'StarAwarded': {
      const { cycle, until } = data;
      const awarded = { ...decided(data), cycle, ...(until !== undefined && { until }) };
      return [{ type: starAwardedV1, key: keyOf(data), data: awarded }];
    }
    case 'TitleRetained': {
      const { cycle, until } = data;
      const retained = { ...decided(data), cycle, ...(until !== undefined && { until }) };
      return [{ type: titleRetainedV1, key: keyOf(data), data: retained }];
    }
    case 'TitleRevoked': {
      const revoked = { ...decided(data), since: data.since };
      return [{ type: titleRevokedV1, key: keyOf(data), data: revoked }];
    }
    case 'TitlePolicyAdopted': {
      const { jurisdiction, version, effectiveFrom } = data;
      const adopted = { jurisdiction, version, effectiveFrom };
      return [{ type: titlePolicyAdoptedV1, key: jurisdiction, data: adopted }];
    }
  }
}

const keyOf = ({ unitId, level }: TitleEvent['data']): string => `${unitId}.${level}`;

function decided({ unitId, jurisdiction, level, star, decision, backEntry }: TitleEvent['data']) {
  const { body, documentNumber, effectiveOn } = decision;
  return {
    unitId,
    jurisdiction,
    level,
    ...(star !== undefined && { star }),
    body,
    documentNumber,
    effectiveOn,
    ...(backEntry && { backEntry }),
  };
}
