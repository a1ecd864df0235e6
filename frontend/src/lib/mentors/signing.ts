import { language, messages } from '#lib/i18n/index.svelte.ts';
import { date, longDate } from '#lib/i18n/time.ts';
import { nameOf } from '#lib/shell/places.ts';
import { courseHours, type StaffMentor } from './mentor.ts';

/** What a signature stands under, fact by fact. */
export interface Fact {
  label: string;
  value: string | string[];
}

const kinds = ['belonging', 'skill', 'choice', 'meaning'] as const;
const focuses = ['act', 'identity', 'relational'] as const;
const on = (day: string) => date(language(), day);

/** What the mentor says they can give most. */
export function offerWords({ answers: { offers } }: StaffMentor): string[] {
  const { staff } = messages('staff');
  return offers ? kinds.map((kind) => `${staff.needs[kind]}${staff.colon}${staff.gives[offers[kind]]}`) : [];
}

/** How much at ease the mentor is with each focus. */
export function comfortWords({ answers: { stageComfort } }: StaffMentor): string[] {
  const { staff } = messages('staff');
  return stageComfort
    ? focuses.map((one) => `${staff.focus[one]}${staff.colon}${staff.comfort[stageComfort[one]]}`)
    : [];
}

/** What was learnt: the course with the modules that are open, and the practice. */
export function learnt({ training, shadowing }: StaffMentor): Fact[] {
  const { pipeline } = messages('staff');
  const open = training.modules.filter(({ mustPass, state }) =>
    mustPass ? state !== 'passed' : state === 'not_yet',
  );
  const hours = pipeline.training.sum(...courseHours({ training }));
  return [
    {
      label: pipeline.training.title,
      value: [
        hours,
        ...open.map(({ name, state }) =>
          pipeline.signing.open(nameOf(name), pipeline.training.states[state]),
        ),
      ],
    },
    {
      label: pipeline.shadowing.title,
      value: [
        pipeline.shadowing.sum(shadowing.hours, shadowing.neededHours),
        ...(shadowing.psychologist ? [pipeline.shadowing.with(shadowing.psychologist)] : []),
      ],
    },
  ];
}

/** Who has given their word so far: after the interview, and under the review. */
export function given({ endorsement, signOffs }: StaffMentor): Fact[] {
  const { word } = messages('staff').pipeline;
  const said = endorsement && (endorsement.yes ? word.endorsed : word.notEndorsed);
  return [
    { label: word.endorsement, value: said ? said(endorsement.by, on(endorsement.on)) : word.waiting },
    ...(['psychologist', 'coordinator'] as const).map((who) => {
      const signed = signOffs[who];
      return { label: word[who], value: signed ? word.signed(signed.by, on(signed.on)) : word.waiting };
    }),
  ];
}

/** What a certification rests on: learning, signatures, confirmed answers, and the clearance that was seen. */
export function certified(mentor: StaffMentor): Fact[] {
  const { pipeline } = messages('staff');
  const clearance = mentor.checks.find(
    ({ kind, withdrawnOn }) => kind === 'correctional_clearance' && !withdrawnOn,
  );
  const confirmed = (['offers', 'comfort'] as const).map((what) => {
    const said = mentor.confirmations[what];
    return {
      label: pipeline.confirmation[what],
      value: said ? pipeline.confirmation.confirmed(said.by, on(said.on)) : pipeline.word.waiting,
    };
  });
  return [
    ...learnt(mentor),
    ...given(mentor),
    ...confirmed,
    {
      label: pipeline.checks.kinds.correctional_clearance,
      value: clearance?.validTo
        ? pipeline.checks.until(longDate(language(), clearance.validTo))
        : clearance
          ? on(clearance.seenOn)
          : pipeline.checks.none,
    },
  ];
}
