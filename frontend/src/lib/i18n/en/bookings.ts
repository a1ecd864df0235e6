/** A member's own bookings and hours. */
export const bookings = {
  title: 'My bookings',
  one: 'Booking',
  upcoming: 'To come',
  past: 'Past',
  which: 'Which bookings',
  none: {
    head: 'No bookings yet',
    text: 'Find a slot that suits your time. Begin with two hours.',
    find: 'Find a slot',
  },
  nonePast: { head: 'Nothing here yet', text: 'What you have taken part in will stand here.' },
  states: {
    awaiting_clearance: 'Waiting for your officer',
    awaiting_confirmation: 'We confirm it soon',
    confirmed: 'Booked',
    cancelled: 'Cancelled',
    declined: 'Your officer did not clear it',
    given_back: 'We look for another place',
    lapsed: 'No answer came in time',
    attended: 'Attended; hours to be confirmed',
    absent: 'Not attended',
    excused: 'Excused',
    verified: 'Hours confirmed',
  },
  verifiedHours: (hours: number) => `${hours} hours confirmed`,
  fresh: 'You have booked',
  confirmsBy: (when: string) => `We confirm by ${when}.`,
  freshAsk: 'Your place is held',
  what: {
    awaiting_clearance:
      'We have asked your officer. Your place is held until 24 hours before the start; no answer counts as not cleared. We write to you either way.',
    awaiting_confirmation:
      'Your place is held. We write to you as soon as it is confirmed. Please wait for that before you come.',
    confirmed: 'Come to the meeting point in time. We write to you if anything changes.',
    cancelled: 'You do not need to come. You can book another slot at any time.',
    declined:
      'Your officer has not cleared this service. You can speak with your officer, or choose another slot.',
    given_back:
      'We cannot give you this place, and would like to find you another. Please call us. This is not held against you.',
    lapsed: 'No answer came in time, so the place was given back. This is not held against you.',
    attended: 'Staff confirm the hours within a few days. Then they count.',
    absent: 'Were you there? Call us, and we will look at it together.',
    excused: 'You let us know. This is not held against you.',
    verified: 'Thank you. These hours are yours for good.',
  },
  notices: {
    seen: 'Got it',
    others: 'Other slots that day',
    called_off: {
      what: 'Called off: no need to go.',
      then: 'Your hours and other bookings stay as they are.',
    },
    declined: {
      what: 'Not cleared: no need to go this time.',
      then: 'Your hours and other bookings stay as they are.',
    },
    given_back: {
      what: 'We look for another place for you: no need to go.',
      then: 'Please call us. This is not held against you.',
    },
    given_up: {
      what: 'Staff gave your place up: no need to go.',
      then: 'If that is not right, please call us.',
    },
    lapsed: {
      what: 'No answer came in time: no need to go.',
      then: 'This is not held against you.',
    },
    meets_elsewhere: { what: 'The meeting point has changed.', then: 'Read where before you go.' },
  },
  facts: {
    meet: 'Meet',
    untilWhen: (when: string) => `until ${when}`,
    hours: 'Hours',
  },
  calendar: { add: 'Add to calendar', title: 'Appointment', file: 'appointment.ics' },
  map: (district: string) => `Map of ${district} (OpenStreetMap, another site)`,
  mapQuery: (district: string) => `${district}, Hong Kong`,
  about: 'What you will do there',
  cancel: {
    open: 'Cancel booking',
    title: 'Cancel this booking?',
    text: 'Your place goes to somebody else. Nothing is held against you.',
    yes: 'Cancel the booking',
    busy: 'Cancelling',
    no: 'Keep it',
    done: (day: string) => `Booking on ${day} cancelled`,
  },
  asksMore: 'What this slot asks for has changed',
  tooLate: 'It starts too soon to cancel here. If you cannot come, call, and we will tell them.',
};
