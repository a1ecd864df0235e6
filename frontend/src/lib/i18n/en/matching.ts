/** How matching works, for anybody. */
export const matching = {
  title: 'How matching works',
  lead: 'Matching finds a mentor for somebody in custody who would like one. This is how it goes, step by step.',
  look: {
    head: 'What we look at',
    text: 'Only what the two have told us for this, and what both need so that they can meet.',
    lines: [
      'A language that both can talk about feelings in',
      'Times of the week when both are free',
      'Places where the mentor may visit, and how far they are from home',
      'What the mentor likes to give, and what would help the person now',
      'Interests that both have',
      'Things both have lived through, if both chose to share them',
      'Ages: a mentor a little older often helps',
      'Where the person will live afterwards, if they leave soon',
      'What the mentor’s psychologist knows well',
    ],
  },
  never: {
    head: 'What we never look at',
    lines: [
      'What anybody was convicted of. We do not ask and do not keep it.',
      'How “good” somebody is. Nobody gets points, a rank or a forecast.',
      'Religion or health, unless both chose to tell it and let it be used',
      'Family names or identity card numbers',
    ],
    text: 'Staff see how well two people would fit together. That is about the two, never about one of them.',
  },
  firm: {
    head: 'Rules that always hold',
    text: 'Two people are never proposed when one of them has not agreed, when they share no language or no time, or when staff know that they should not meet. A person who asks for a mentor of the same gender is offered no other.',
  },
  equal: {
    head: 'When two fit equally well',
    text: 'First, as many people as possible get a mentor. Then those who have waited longest come first. Then it counts how well the two fit. If all that is equal, a list number decides that says nothing about anybody. No chance is in it: the same people give the same answer.',
  },
  decide: {
    head: 'Who decides',
    text: 'The computer only proposes. People decide, one after the other:',
    steps: [
      {
        head: 'The psychologists',
        text: 'Between them they know both people, and say whether the two should meet.',
      },
      { head: 'The coordinator', text: 'Reads the reasons, and approves or chooses somebody else.' },
      { head: 'The mentor', text: 'Is asked here, and may take days to think.' },
      { head: 'The person in custody', text: 'Is asked on paper, by their psychologist.' },
    ],
  },
  no: {
    head: 'Anybody may say no',
    text: 'Each of the two may say no. Nobody asks why, nothing is held against them, and we go on looking. Later too: each may pause or stop.',
  },
  unmatched: {
    head: 'When nobody is found yet',
    text: 'Then staff see why, for example that no mentor is free at those times, and what they can do about it. Whoever waits stays on the list and moves forward.',
  },
  ask: 'A question? Call us. You can ask any of us why you were asked, or why not yet.',
};
