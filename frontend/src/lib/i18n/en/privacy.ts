import type { components } from '#lib/base/schema.d.ts';

type RowKind = components['schemas']['RowKind'];

/** What is kept of people for what, who gets it and for how long: the page about privacy, and the register behind it. */
export const privacy = {
  title: 'Privacy',
  lead: 'What we keep, what we never ask, and what you can do about it.',
  never: {
    head: 'What we never ask',
    lines: [
      'Your identity card number',
      'What you were convicted of, or anything about a case',
      'Your family’s names',
    ],
  },
  kept: {
    head: 'What we keep, and what for',
    lead: 'Open one to read what it is for, who gets it and for how long it is kept at most.',
    gone: 'Whatever is over its time is erased. What tells of people goes when two of us have said so, and not while there is a dispute about it. Copies made for emergencies hold it until they are thrown away.',
    why: 'What for',
    who: 'Who gets it',
    long: 'For how long',
    recipients: 'Who gets what',
    along: 'goes with whom it is about',
    kinds: {
      referrals: 'a referral, after it has ended',
      accounts: 'an account, after anybody last used it',
      unproven: 'an account whose e-mail was never confirmed',
      applications: 'what you wrote, if you are no mentor or no longer one',
      supervision: 'after the supervision has ended',
      checks: 'once the check no longer counts',
      apart: 'after it has ended',
      requests: 'a request, after its answer',
      emergencies: 'an emergency access, after its review',
      letters: 'that an e-mail was sent',
      links: 'a link, once it no longer works',
      sign_ins: 'a sign-in, after it has ended',
      diary: 'a day in your diary, once it is past',
      invitations: 'an invitation, once it has run out',
      reopenings: 'that a second step was set up anew',
    } satisfies Record<RowKind, string>,
    term: (months: number) =>
      months % 12 === 0
        ? `${months / 12} ${months === 12 ? 'year' : 'years'}`
        : months === 1
          ? '1 month'
          : `${months} months`,
  },
  sensitive: {
    head: 'Religion and health',
    text: 'We ask about them in one place only, before matching, as a question of its own. You may skip it; nothing depends on it. What you answer stays with you unless you let it be used; for a person whom a psychologist refers, it stays with that psychologist. With a yes, staff of the centre see it and use it to find a match, and the other person sees it only if they chose the same and said yes too. You can take your yes back at any time; from then on it is used and shown no more.',
  },
  organisations: {
    head: 'What an organisation learns',
    text: 'The name you chose and the times of your slot, from 24 hours before it begins. Never whether you are under supervision, and never that a booking waited for anybody.',
  },
  looks: {
    head: 'Who looked',
    text: 'When somebody of the staff opens something of yours, it is written down and cannot be deleted. Under “Me” you read who it was, what they saw and why. Searching for a match is not listed each time, and for the safety of others some things are not listed; everybody reads the same there.',
  },
  emergency: {
    head: 'In an emergency',
    text: 'A psychologist who does not work with you may open your file for 60 minutes when something cannot wait. You are told at once, and somebody else reviews whether there was need.',
  },
  keys: {
    head: 'How it is protected',
    text: 'What is told in confidence is encrypted, for each person with a key of their own. Staff prove with a second step who they are. Whatever they do is written down so that nobody can change it unseen.',
  },
  mail: {
    head: 'Our e-mails',
    text: 'They say only that there is something to read, with a link. They name no person and no programme.',
  },
  device: {
    head: 'On your device',
    text: 'One cookie keeps you signed in. Others keep your language, your look, and for a day where you were going. What you have written and not sent stays here for two weeks at most, and so that you find your way without a network, your next shifts stay here too; signing out takes both away. Nobody else is told that you were here, and nothing is loaded from elsewhere.',
  },
  rights: {
    head: 'What you can do',
    text: 'Ask to see everything we keep of you, have mistakes mended, object, ask us to erase it, and take back what you agreed to. It costs nothing and needs no reason; the privacy officer answers within 40 days. On paper works too: ask any of us.',
    link: 'My details and my rights',
  },
  noticeHead: 'The privacy notice',
};
