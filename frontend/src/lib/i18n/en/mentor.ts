/** Becoming and being a mentor. */
export const mentor = {
  title: 'Become a mentor',
  start: {
    lead: 'You know a road that others are about to walk. As a peer mentor you keep one person company on it, with a psychologist at your side.',
    wayHead: 'The way',
    asks: 'Ten short parts, about 20 minutes. Every answer is saved; you can leave and come back. We never ask what happened, only what you want to tell.',
    begin: 'Begin the application',
    beginAgain: 'Apply again',
  },
  tasks: {
    lead: 'Ten parts, about 20 minutes. Every answer is saved; you can leave and come back.',
    done: (count: number) => `${count} of 10 done`,
    groups: { you: 'About you', bring: 'What you bring', last: 'At the end' },
    check: 'Check and send',
    checkClosed: 'Opens when the other parts are done',
  },
  sections: {
    about: 'About you',
    languages: 'Languages',
    interests: 'Strengths and interests',
    themes: 'Experience you may share',
    offers: 'What you can give most',
    comfort: 'What you are at ease with',
    availability: 'Your time in a week',
    modes: 'Ways of meeting',
    supervision: 'Supervision',
    consent: 'Your agreement',
  },
  sectionHints: { themes: 'Your choice; you can change it at any time' },
  check: {
    title: 'Check your answers before you send them',
    note: 'After you send it, a coordinator gets in touch within five working days. You can withdraw at any time, without a reason.',
    send: 'Send the application',
    sending: 'Sending',
    incomplete: (section: string) => `Not complete yet: ${section}`,
    open: (section: string) => `Open “${section}”`,
  },
};
