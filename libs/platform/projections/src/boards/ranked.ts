import type { RankedMember } from '../read-models.js';

/**
 * Gives ranks to members that stand one behind another on a board, best first. Ties share a rank: 1, 2, 2, 4.
 * `rankOf` (the rank of a value on the whole board) is asked at most twice: for the first member, and for the
 * first value after its tie, part of which may stand before this stretch.
 */
export function ranked(
  members: readonly { readonly key: string; readonly value: number }[],
  rankOf: (value: number) => number,
): readonly RankedMember[] {
  const answer: RankedMember[] = [];
  let asked = 0;
  let sameRank = 0;
  for (const { key, value } of members) {
    const before = answer.at(-1);
    let rank: number;
    if (before && before.value === value) rank = before.rank;
    else if (before && asked >= 2) rank = before.rank + sameRank;
    else {
      rank = rankOf(value);
      asked++;
    }
    sameRank = before?.rank === rank ? sameRank + 1 : 1;
    answer.push({ key, value, rank });
  }
  return answer;
}
