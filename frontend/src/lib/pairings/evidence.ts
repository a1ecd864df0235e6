import { list, number, text, type Params } from '#lib/i18n/params.ts';
import { messages } from '#lib/i18n/index.svelte.ts';
import { interestName, joined, nameIn } from '#lib/desk/words.ts';
import type { Places } from '#lib/shell/places.ts';

interface Wished {
  need: string;
  gives: string;
  wishes: string;
}

/** The fact behind a factor, in words. */
export function evidenceWords(places: Places, code: string, facts: Params): string {
  const { why, staff } = words();
  const shared = list(facts, 'shared');
  switch (code) {
    case 'interests':
      return joined(shared.map((one) => interestName(places, one))) || why.noneShared;
    case 'themes':
      return joined(shared.map((one) => nameIn(places, 'themes', one))) || why.noneShared;
    case 'cp_expertise':
      return shared.length > 0
        ? why.expertise(joined(shared.map((one) => nameIn(places, 'themes', one))))
        : why.noneShared;
    case 'language': {
      const names = joined(shared.map((one) => nameIn(places, 'languages', one)));
      return facts.preferred ? why.preferred(names) : names || why.noneShared;
    }
    case 'needs': {
      const met = (Array.isArray(facts.needs) ? (facts.needs as Wished[]) : [])
        .filter(({ gives, wishes }) => gives !== 'little' && wishes !== 'not_now')
        .map(({ need, gives, wishes }) =>
          why.met(named(staff.needs, need), named(staff.gives, gives), named(staff.wishes, wishes)),
        );
      return joined(met) || why.needNone;
    }
    case 'stage':
      return why.comfort[text(facts, 'comfort')] ?? '';
    case 'age':
      return why.older(number(facts, 'mentorOlderBy'));
    case 'travel':
      return why.km(number(facts, 'km'));
    case 'availability':
      return why.overlap(String(number(facts, 'overlapHalfHours') / 2));
    case 'continuity':
      return facts.withinYear ? why.soonNear(number(facts, 'km')) : why.notSoon;
    default:
      return '';
  }
}

/** The word for a code; the code itself where there is none. */
const named = (words: Readonly<Record<string, string>>, code: string) => words[code] ?? code;

function words() {
  const { pairings, staff } = messages('staff');
  return { why: pairings.why, staff };
}
