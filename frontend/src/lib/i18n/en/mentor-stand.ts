/** Where a mentor or applicant stands and whom they walk with, in the few words of their first page. */
export const mentorStand = {
  title: 'Mentor',
  howMatching: 'How matching works',
  states: {
    draft: { head: 'Your application', text: 'It is not sent yet.' },
    applied: {
      head: 'We have your application',
      text: 'A coordinator reads it and gets in touch within five working days.',
    },
    screening: {
      head: 'We are checking',
      text: 'The coordinator speaks with two people who know you, and asks for the clearance to visit. We get in touch when we need you.',
    },
    interview: {
      head: 'Next: a talk',
      text: 'A coordinator and a psychologist meet you. They arrange the time with you.',
    },
    accepted: { head: 'You are accepted', text: 'We let you know when the next course begins.' },
    in_training: {
      head: 'You are in training',
      text: 'You learn in a small group. After each module the coordinator notes how it went.',
    },
    shadowing: {
      head: 'You are learning beside a psychologist',
      text: 'You sit in with the psychologist and learn by doing, step by step.',
    },
    competency_review: {
      head: 'The last signatures',
      text: 'The psychologist and the coordinator each look back with you and sign.',
    },
    active: {
      head: 'You are a mentor',
      text: 'When there is somebody who fits you, you are asked first. You may say no without a reason.',
    },
    deferred: { head: 'We can’t accept it this time', text: 'You can call us and talk about why.' },
    declined: {
      head: 'We can’t accept your application',
      text: 'You can call us to talk about it. Volunteering stays open to you.',
    },
    withdrawn: {
      head: 'You have withdrawn',
      text: 'Nothing is held against you. You can apply again whenever you like.',
    },
    paused: { head: 'You are having a pause', text: 'Nobody new is proposed to you until you start again.' },
    suspended: {
      head: 'Your mentoring is on hold',
      text: 'A coordinator gets in touch with you. You can also call us.',
    },
    stepped_down: { head: 'You have stepped down', text: 'Thank you for the road you walked with others.' },
  },
  pairing: {
    asked: 'A question for you',
    who: 'Somebody in custody',
    saidYes: 'You have said yes',
    together: (alias: string) => `With ${alias}`,
    since: (day: string) => `since ${day}`,
    states: {
      proposed: 'In preparation',
      endorsed: 'In preparation',
      approved: 'In preparation',
      consenting: 'Waiting for the answers',
      active: 'Under way',
      paused: 'Paused',
      closed: 'Ended',
      declined: 'Did not come about',
      refused: 'Did not come about',
      lapsed: 'Did not come about',
    },
  },
};
