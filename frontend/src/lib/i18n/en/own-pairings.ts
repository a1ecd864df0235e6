import type { Code } from '../codes.ts';
import type { Wording } from '../params.ts';

/** A mentor's own pairings. */
export const ownPairings = {
  pauseHelp: 'Meetings stop until you start again. You need not explain.',
  title: 'Your pairings',
  none: {
    head: 'No pairing yet',
    text: 'When there is somebody who fits you, you are asked here first.',
  },
  askedTitle: 'Would you walk with this person?',
  askedText: 'A psychologist and a coordinator think that you two could go well together.',
  about: 'About',
  with: 'Psychologist',
  withNote: 'Supervises you, and joins the first three meetings',
  learn: 'You learn the name they use here once both of you have said yes. They learn yours then too.',
  free: 'You may say no. Nobody asks why, and it changes nothing for you.',
  yes: 'Yes, I would',
  no: 'No, thank you',
  noTitle: 'Say no to this pairing?',
  noText: 'We look for somebody else for this person. Nobody asks why.',
  noYes: 'Say no',
  noKeep: 'Think again',
  saidYesText:
    'Now the other person is asked, on paper. We write to you when it begins. Until then you can take your yes back.',
  saidNo: 'You have said no. That is quite all right.',
  unnamed: 'A pairing',
  goals: 'What you two have agreed on',
  noGoals: 'You set it down together in the first meetings.',
  pausedSince: (day: string) => `Paused since ${day}`,
  pausedByStaff: 'Staff have paused it. They tell you when it goes on; you can also call.',
  pause: {
    open: 'Pause the pairing',
    of: (alias: string) => `Pause: ${alias}`,
    title: 'Pause this pairing?',
    text: 'Meetings stop until you start again. You need not explain. The psychologist is told, and the other person kindly too.',
    yes: 'Pause',
    no: 'Go on',
    done: 'The pairing is paused',
  },
  resume: {
    open: 'Go on with it',
    done: 'The pairing goes on',
    noted: 'Your yes is noted',
    asked: 'Staff ask whether it may go on. It rests until you say yes. Nobody asks why.',
    notYet: 'Not yet',
    notYetDone: 'It rests until you say yes',
  },
  takeBack: {
    open: 'Take my yes back',
    title: 'Take your yes back?',
    text: 'Staff are told. Until it begins you can still say yes or no. Nobody asks why.',
    yes: 'Take it back',
    no: 'Keep my yes',
    done: 'You have taken your yes back',
  },
  busy: 'One moment',
  stale: { what: 'Something has changed meanwhile', then: 'This is how it stands now.' },
  refused: {
    ask_staff: { what: 'Not possible at the moment', then: 'Staff have to look at it; you can ask them.' },
    mentor_not_active: {
      what: 'You are having a pause as a mentor',
      then: 'Start again first, then answer.',
    },
    mentor_certification_ended: { what: 'Your certificate has ended', then: 'Call us to renew it.' },
    mentor_no_capacity: {
      what: 'You have no room for another pairing at the moment',
      then: 'You can change how many at a time, or call us.',
    },
    psychologist_no_capacity: {
      what: 'The psychologist has no room at the moment',
      then: 'Staff have to look at it again; you need do nothing.',
    },
    referral_not_eligible: {
      what: 'It cannot begin at the moment',
      then: 'Staff have to look at it again; you need do nothing.',
    },
    paused_by_staff: {
      what: 'Staff have paused it',
      then: 'They tell you when it goes on; you can also call.',
    },
  } satisfies Partial<Record<Code, Wording>>,
  before: 'Earlier',
  back: 'Pairings',
  help: { head: 'Pause a pairing', none: 'There is nothing to pause.' },
};
