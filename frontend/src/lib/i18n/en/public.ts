/** Pages that anybody can read. */
export const publicPages = {
  home: {
    lead: 'People who have moved on become peer mentors and, with a clinical psychologist, walk beside people in custody.',
    find: 'Find volunteer service',
    become: 'Become a peer mentor',
    youCan: 'With Alongside you can',
    giveBack: {
      head: 'Give back',
      text: 'Tea with elders, Flag Days, helping Scouts. You see at once if a slot suits you; if it does not, you see why.',
      link: 'See the next two weeks',
    },
    mentor: {
      head: 'Become a peer mentor',
      text: 'Apply, talk with us, 48 hours of training, then practise with a psychologist. What you lived through becomes a signpost.',
      link: 'How a mentor’s road goes',
    },
    refer: {
      head: 'Refer a person',
      text: 'Clinical psychologists refer people in custody; a coordinator approves each pairing.',
      link: 'For professionals',
    },
    promise: {
      head: 'What we promise',
      short:
        'No scores, no ranks, no predictions about anyone; nothing kept about offences. Every “no” says why.',
      link: 'Privacy and safety',
      lines: [
        'We never score, rank or predict a person.',
        'We keep nothing about offences and need no identity card number.',
        'Organisations see only your name and your times.',
        'Every “no” tells you why.',
      ],
    },
    trouble: 'In trouble? Call',
    troubleAfter: '.',
  },
  how: {
    title: 'How it works',
    lead: 'Three ways to walk alongside. Each begins with an account.',
    volunteer: {
      head: 'Give back as a volunteer',
      steps: [
        {
          head: 'Find a slot',
          text: 'Elderly care, Flag Days, young people, the environment. By day and by district.',
        },
        {
          head: 'See if it fits',
          text: 'If you can’t take a slot you see every reason, and what can be done about each.',
        },
        { head: 'Book and go', text: 'You can cancel until 24 hours before, without any mark against you.' },
        { head: 'Your hours count', text: 'Hours that staff have verified add up, and stay yours.' },
      ],
      action: 'Find volunteer service',
    },
    mentor: {
      head: 'Become a peer mentor',
      steps: [
        { head: 'Apply', text: 'Ten short parts, saved as you go. You choose what you share.' },
        { head: 'Talk with us', text: 'A coordinator and a psychologist meet you.' },
        { head: 'Train', text: 'Twelve modules, 48 hours, in a small group.' },
        { head: 'Practise', text: '24 hours beside a psychologist, then both sign that you are ready.' },
        {
          head: 'Walk alongside',
          text: 'With one person, and a psychologist who supervises you throughout.',
        },
      ],
      action: 'Create an account to apply',
    },
    matching: 'How a mentor and a person are matched',
    professionals: {
      head: 'For professionals',
      text: 'Psychologists, officers and organisations work here by invitation. A psychologist refers a person in custody by an alias; a round proposes pairings with reasons you can read; psychologist and coordinator decide; both people agree before anything begins.',
      action: 'Sign in',
    },
  },
  accessibility: {
    title: 'Accessibility',
    lead: 'These pages should work for everybody, with a thumb, with a keyboard, and read aloud.',
    aim: 'We aim at level AA of the Web Content Accessibility Guidelines, version 2.2.',
    can: {
      head: 'What you can do',
      lines: [
        'Use every page with the keyboard alone',
        'Make text twice as large without losing anything',
        'Read in traditional or simplified Chinese, or English',
        'Use a screen reader; headings and fields have names',
        'Ask for less movement on your device, and nothing moves',
      ],
    },
    limits: {
      head: 'What we know is missing',
      text: 'Openings are written by organisations, sometimes in one language only. We then say which language it is.',
    },
    tell: {
      head: 'Something does not work for you?',
      text: 'Call us. Any of us can do it with you on the telephone.',
    },
  },
};
