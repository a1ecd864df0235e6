import type { Bar } from '#lib/charts/bars.ts';
import type { components } from '#lib/base/schema.d.ts';
import type { Messages } from '#lib/i18n/index.svelte.ts';

export type Round = components['schemas']['RoundView'];
export type RoundLine = components['schemas']['RoundLine'];

/** The steps of a round, in the order in which they are taken. */
export const steps = ['reading', 'candidates', 'solving', 'explaining', 'storing'] as const;

/** Whether somebody still waits for it. */
export function isOpen({ state }: { state: RoundLine['state'] }): boolean {
  return state === 'queued' || state === 'running';
}

/** How a step of an open round stands. */
export function stepState(round: RoundLine, step: (typeof steps)[number]): 'done' | 'started' | 'notStarted' {
  if (round.state === 'queued') return 'notStarted';
  const now = steps.indexOf(round.progress.step);
  const at = steps.indexOf(step);
  return at < now ? 'done' : at === now ? 'started' : 'notStarted';
}

/** Footsteps of the whole round that are done, of `total`. */
export function walked(round: RoundLine, total: number): number {
  if (round.state === 'queued') return 0;
  const done = (steps.indexOf(round.progress.step) + round.progress.fraction) / steps.length;
  return Math.min(total, Math.floor(done * total));
}

/** How long it took, in seconds with one decimal. */
export function seconds({ startedAt, finishedAt }: RoundLine): string {
  if (!finishedAt) return '0';
  return ((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000).toFixed(1);
}

/** How long those in a tier have waited, in words; the server says where each tier begins. */
export function tierName(
  { tierDays }: Pick<RoundLine, 'tierDays'>,
  tier: number,
  words: Messages<'staff'>['rounds']['tiers'],
): string {
  const [from, next] = [tierDays[tier - 1], tierDays[tier]];
  if (from === undefined) return words.under(next ?? 0);
  return next === undefined ? words.from(from) : words.between(from, next - 1);
}

/** Everybody in a round as bars, those first who waited longest: with a proposal, and without. */
export function tierBars(round: Round, words: Messages<'staff'>['rounds']['tiers']): Bar[] {
  const tierOf = ({ waitingDays }: Unmatched) => round.tierDays.filter((from) => from <= waitingDays).length;
  const bars = round.byTier.map((matched, tier) => {
    const unmatched = round.unmatched.filter((one) => tierOf(one) === tier).length;
    return {
      label: tierName(round, tier, words),
      values: [matched, unmatched],
      total: `${matched}/${matched + unmatched}`,
    };
  });
  return bars.toReversed();
}

export type Unmatched = Round['unmatched'][number];

/** What can be done so that the next round finds somebody, and where. */
export function remedyOf({ referralId, reason: { code, params }, languages }: Unmatched) {
  const rule = params?.firstEmptyRule;
  if (code === 'no_candidate' && rule === 'language') {
    const language = languages[0] ?? '';
    return { code: 'language', href: `/staff/mentors?state=all&language=${language}` } as const;
  }
  if (code === 'no_candidate' && rule === 'institution') {
    return { code: 'institution', href: '/staff/mentors?state=active' } as const;
  }
  if (code === 'no_candidate' && rule === 'certification') {
    return { code: 'certification', href: '/staff/mentors?state=active' } as const;
  }
  const supervisors = rule === 'supervisor' || (code === 'crowded_out' && Number(params?.psychologists) > 0);
  if (supervisors) return { code: 'supervisor', href: '/staff/psychologists' } as const;
  if (code === 'crowded_out' || rule === 'capacity') {
    return { code: 'capacity', href: '/staff/mentors?state=in_training' } as const;
  }
  return { code: 'referral', href: `/staff/referrals/${referralId}` } as const;
}
