/** What others changed, until whom it concerns has seen it. */
export const notices = {
  head: 'Please note',
  seen: 'Got it',
  seenOf: (title: string) => `Got it: ${title}`,
  pairing: {
    open: 'See the pairing',
    begun: {
      what: 'It begins: both of you have said yes.',
      then: 'Your psychologist arranges the first meeting.',
    },
    does_not_begin: {
      what: 'This pairing does not begin.',
      then: 'Nothing is held against you. You are asked again when somebody fits you.',
    },
    rests: {
      what: 'It rests: no meetings for now.',
      then: 'Staff tell you when it goes on. You can also call.',
    },
    goes_on: {
      what: 'It goes on: you can meet again.',
      then: 'Your psychologist arranges the next meeting.',
    },
    goals_reached: {
      what: 'It has ended: what you two set out to do is done.',
      then: 'Thank you for walking this road together.',
    },
    released: {
      what: 'It has ended: this person has left custody.',
      then: 'Thank you for walking this road together.',
    },
    ended_as_wished: {
      what: 'It has ended, as you wished.',
      then: 'Thank you for the road you walked together.',
    },
    ended: {
      what: 'It has ended.',
      then: 'Nothing is held against you. Your psychologist is there to talk about it.',
    },
  },
  answered: 'Your data',
  answeredOn: (day: string) => `What you asked about it was answered on ${day}.`,
  readAnswer: 'Read the answer',
};
