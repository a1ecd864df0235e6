import type { components } from '#lib/base/schema.d.ts';

type RowKind = components['schemas']['RowKind'];
type PurgeState = components['schemas']['PurgeState'];

/** What a kind is called, and what erasing it means. */
type Kinds = Record<RowKind, { name: string; means: string }>;

const n = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

/** For how long things are kept, what erasing them means, and what is held because of a dispute. */
export const keeping = {
  /** Beside every form that asks for what is personal. */
  notice: 'How we use what we are told',
  retention: {
    title: 'How long things are kept',
    lead: 'What is no longer needed goes. What tells of people goes only after the word of two of us; what is held for a dispute stays.',
    term: (months: number) =>
      months % 12 === 0
        ? n(months / 12, 'year', 'years')
        : months < 12
          ? n(months, 'month', 'months')
          : `${n(Math.floor(months / 12), 'year', 'years')} ${n(months % 12, 'month', 'months')}`,
    kinds: {
      referrals: {
        name: 'Referrals that have ended',
        means: 'Everything told of a person in custody can never be read again. Numbers without a name stay.',
      },
      accounts: {
        name: 'Accounts that nobody uses',
        means:
          'E-mail, name and everything else about them go. Hours already served stay as numbers without a name.',
      },
      unproven: {
        name: 'Accounts never confirmed',
        means: 'The whole account goes: nobody ever confirmed its e-mail.',
      },
      applications: {
        name: 'Applications of people who are not mentors',
        means: 'What they wrote of themselves goes. That they applied, and when, stays.',
      },
      supervision: {
        name: 'Supervision that has ended',
        means: 'The registration and every clearance for it go.',
      },
      checks: { name: 'Record checks that no longer count', means: 'The check and its dates go.' },
      apart: {
        name: 'People no longer kept apart',
        means: 'The pair goes, with the questions about where they might meet.',
      },
      requests: {
        name: 'Data requests that are over',
        means: 'What they asked and what was answered go. The law wants these for four years.',
      },
      emergencies: {
        name: 'Emergency accesses that are reviewed',
        means: 'The reason and the review go. That somebody looked stays.',
      },
      letters: { name: 'E-mails that have been sent', means: 'To whom, when, and whether it left.' },
      links: { name: 'Links in e-mails', means: 'Links that no longer work.' },
      sign_ins: { name: 'Sign-ins that have ended', means: 'When, and on which device.' },
      diary: { name: 'What was in the diary', means: 'Days and times that are past.' },
      invitations: { name: 'Invitations to staff', means: 'Whom we invited, and what became of it.' },
      reopenings: { name: 'Second steps set up anew', means: 'Who asked for it and who agreed.' },
    } satisfies Kinds,
    two: 'Two people erase these',
    alone: 'These go by themselves',
    aloneWhy: 'Traces of everyday use. They go every night once they are over their time.',
    kind: 'What',
    keptFor: 'Kept for',
    over: 'Over its time today',
    swept: 'Gone within a year',
    nothing: 'none',
    items: (count: number) => String(count),
    changedOn: (day: string) => `changed on ${day}`,
    changeOf: (kind: string) => `Change how long: ${kind}`,
    period: {
      title: 'How long is it kept?',
      months: 'Months',
      range: (least: number, most: number) => `From ${least} to ${most} months. 12 months are a year.`,
      now: (term: string) => `Now: ${term}`,
      then: (term: string) => `; then: ${term}`,
      shorter:
        'If you make it shorter, more is over its time at once. It is still erased only after the word of two of us.',
      shorterAlone: 'If you make it shorter, what is older goes by itself, and nothing brings it back.',
    },
    due: {
      head: 'Over its time',
      lead: (count: number) =>
        count === 1 ? 'One row is over its time today.' : `${count} rows are over their time today.`,
      none: 'Nothing is over its time',
      noneWhy: 'As soon as something is, it stands here and on your first page.',
      admin: 'A privacy officer proposes to erase it. Then you, or somebody else, can say the second word.',
      propose: 'Propose to erase it',
      sheet: 'Propose to erase this?',
      sheetWhy:
        'Nothing goes yet. Another privacy officer, or an administrator, reads the same numbers and says yes or no within seven days.',
      proposed: 'Proposed. Those who may say the second word have a letter.',
    },
    purge: {
      title: (day: string) => `Erasing of ${day}`,
      states: {
        proposed: 'Waits for the second word',
        approved: 'Being erased',
        done: 'Done',
        withdrawn: 'Taken back',
        lapsed: 'Lapsed',
      } satisfies Record<PurgeState, string>,
      before: 'Over before',
      found: 'Found',
      erased: 'Erased',
      all: 'All',
      proposedBy: (name: string, day: string) => `${name} proposed it on ${day}.`,
      waits: (day: string) => `It waits until ${day}. Without a second word it lapses, and nothing goes.`,
      whoElse: 'It takes somebody else: another privacy officer, or an administrator, but not you.',
      approve: 'Yes, erase it',
      approveAsk: 'Erase this for good?',
      approveWhy:
        'It begins at once and cannot be stopped or undone. What is held for a dispute stays, whatever its age.',
      approved: 'Said. It is being erased.',
      withdraw: 'Do not erase it',
      withdrawAsk: 'Take this proposal back?',
      withdrawWhy: 'Nothing goes. It can be proposed again at any time.',
      withdrawn: 'Taken back; nothing went.',
      progress: (erased: number, found: number) => `${erased} of ${found} erased`,
      goesOn: 'This goes on by itself. You need not wait for it.',
    },
    past: {
      head: 'What was erased before',
      none: 'Nothing yet.',
      sum: (count: number) => n(count, 'row', 'rows'),
    },
    certificate: {
      title: 'Certificate of erasure',
      lead: (day: string) => `What was over its time on ${day} has been erased.`,
      stopped: 'This proposal ended without anything being erased.',
      proposed: 'Proposed',
      approved: 'Approved',
      done: 'Done',
      ended: 'Ended',
      by: (name: string, when: string) => `${name}, ${when}`,
      held: 'What was held for a dispute at that time was left out.',
      backups: 'Backups made before that day still hold it until they are thrown away.',
      code: (id: string) => `No. ${id}`,
      print: 'Print',
      missing: 'This certificate is not among the latest fifty',
      missingWhy: 'The audit log has it: every erasing stands there, and nothing goes from it.',
    },
  },
  holds: {
    title: 'Holds',
    lead: 'While there is a dispute about somebody, nothing of theirs is erased: neither because of its age, nor because they ask. Only traces of everyday use, such as e-mails that were sent, go by themselves as always.',
    place: 'Place a hold',
    code: 'Member code, or reference of the referral',
    codeHint: 'Such as K7M-2QF or P-2041.',
    reason: 'What is the dispute about?',
    reasonHint: 'At least 10 characters, so that whoever ends it knows why. Other privacy officers read it.',
    placed: 'Held. Nothing of theirs is erased.',
    none: 'Nobody is held.',
    noneWhy: 'When somebody complains, sues or is sued, hold what is kept of them.',
    since: (day: string) => `Since ${day}`,
    from: (first: string, last: string) => `${first} to ${last}`,
    held: 'Held',
    over: 'Over',
    end: 'End the hold',
    endOf: (code: string) => `End the hold of ${code}`,
    endAsk: 'Is the dispute over?',
    endWhy:
      'From then on what is over its time can be erased again, and the person can ask to be erased. It can be held anew at any time.',
    ended: 'The hold is over.',
  },
  register: {
    title: 'What is kept for what',
    lead: 'The register of what we use people’s details for: what, why, for whom and for how long. Everybody can read the same on the page about privacy.',
    public: 'As everybody reads it',
  },
};
