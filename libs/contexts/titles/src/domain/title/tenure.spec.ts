import { heldOn, tenuresOf, type TitleStep } from './tenure.js';

const award = (effectiveOn: string, star: number, until?: string): TitleStep => ({
  kind: 'award',
  effectiveOn,
  star,
  until,
});
const retain = (effectiveOn: string, until?: string): TitleStep => ({ kind: 'retain', effectiveOn, until });
const revoke = (effectiveOn: string): TitleStep => ({ kind: 'revoke', effectiveOn });
const shown = (...steps: TitleStep[]) =>
  tenuresOf(steps).map(({ star, since, until, endsBy }) => ({ star, since, until, endsBy }));

describe('a tenure', () => {
  it('begins on the day of the award and ends before the last day of its term is over', () => {
    const steps = [award('2021-01-28', 1, '2024-01-28')];
    expect(heldOn(steps, '2021-01-27')).toBeUndefined();
    expect(heldOn(steps, '2021-01-28')?.star).toBe(1);
    expect(heldOn(steps, '2024-01-27')?.star).toBe(1);
    expect(heldOn(steps, '2024-01-28')).toBeUndefined();
  });

  it('without a term has no end', () => {
    expect(shown(award('2021-01-28', 1))).toEqual([
      { star: 1, since: '2021-01-28', until: undefined, endsBy: undefined },
    ]);
  });

  it('gives way to a higher star', () => {
    expect(shown(award('2021-01-01', 1, '2024-01-01'), award('2022-01-01', 2, '2025-01-01'))).toEqual([
      { star: 1, since: '2021-01-01', until: '2022-01-01', endsBy: 'succeeded' },
      { star: 2, since: '2022-01-01', until: '2025-01-01', endsBy: 'term' },
    ]);
  });

  it('goes on when it is retained', () => {
    expect(shown(award('2021-01-01', 1, '2024-01-01'), retain('2023-12-01', '2026-12-01'))).toEqual([
      { star: 1, since: '2021-01-01', until: '2026-12-01', endsBy: 'term' },
    ]);
    expect(shown(award('2021-01-01', 1, '2024-01-01'), retain('2023-12-01'))).toEqual([
      { star: 1, since: '2021-01-01', until: undefined, endsBy: undefined },
    ]);
  });

  it('ends when it is revoked, and another may follow', () => {
    expect(shown(award('2021-01-01', 3), revoke('2021-06-01'), award('2022-01-01', 1))).toEqual([
      { star: 3, since: '2021-01-01', until: '2021-06-01', endsBy: 'revoked' },
      { star: 1, since: '2022-01-01', until: undefined, endsBy: undefined },
    ]);
  });

  it('revoked back behind a retention is not revived by it', () => {
    const steps = [award('2021-01-01', 1, '2024-01-01'), retain('2023-12-01', '2026-12-01')];
    expect(shown(...steps, revoke('2022-05-01'))).toEqual([
      { star: 1, since: '2021-01-01', until: '2022-05-01', endsBy: 'revoked' },
    ]);
  });

  it('is the same in whatever order its decisions were recorded', () => {
    const steps = [award('2021-01-01', 1), retain('2022-01-01', '2025-01-01'), revoke('2023-01-01')];
    expect(shown(...steps.toReversed())).toEqual(shown(...steps));
  });
});
