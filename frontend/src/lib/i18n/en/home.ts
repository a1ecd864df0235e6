/** A member's first page. */
export const home = {
  title: 'Home',
  greetings: {
    morning: (name: string) => `Good morning, ${name}`,
    afternoon: (name: string) => `Good afternoon, ${name}`,
    evening: (name: string) => `Good evening, ${name}`,
  },
  next: 'Next',
  then: 'After that',
  minutes: (count: number) => `about ${count} minutes`,
  asked: {
    head: 'Somebody could walk with you',
    text: 'A pairing waits for your answer. You may say no without a reason.',
    action: 'See and answer',
  },
  draft: {
    head: 'Go on with your application',
    text: (done: number) => `${done} of 10 parts are done. Everything is saved.`,
    action: 'Go on',
    send: {
      head: 'Send your application',
      text: 'All ten parts are done. Check them, then send.',
      action: 'Check and send',
    },
  },
  booking: { meet: 'Meet', action: 'See the booking' },
  confirming: 'Your place is held. We confirm it soon.',
  waiting: 'Your officer has been asked. Your place is held.',
  mentor: { action: 'See where you stand' },
  free: {
    head: 'Find a slot that suits your time',
    text: 'Elderly care, Flag Days, youth groups and more. Begin with two hours.',
    action: 'Find a slot',
  },
  unsettled: {
    what: 'Before your first booking, staff settle with you whether you are under supervision.',
    then: 'You need do nothing; you can look at all slots. Questions? Call',
  },
  become: { head: 'Become a peer mentor', text: 'The road you walked can help somebody who is about to.' },
  hours: 'Your hours',
  slots: 'Service slots',
  bookings: 'My bookings',
  awaitingConfirmation: 'To be confirmed',
  awaiting: 'Waiting for your officer',
  off: 'No need to go',
  kept: {
    next: 'Your next shift',
    where: 'Where to meet and whom to call are kept on this device. Signing out removes them.',
    waits: 'When the network is back',
    waitsWhy: 'Finding slots, booking and cancelling wait until then. If it cannot wait, call us.',
  },
};
