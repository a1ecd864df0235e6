/** Sign-up, sign-in, and a person's own account. */
export const accounts = {
  emailHint: 'Our e-mails never name the programme.',
  passwordHint:
    'At least 15 characters, or 8 Chinese ones. A few words of your own are good, like “granny keeps a tabby by the door”; think of others.',
  join: {
    title: 'Create an account',
    intro: 'For volunteering, and for becoming a mentor. It takes about three minutes.',
    supervision: 'Are you under supervision?',
    supervisionHint:
      'After release, some people have a supervising officer for a time. “Yes” does not keep you out. Staff settle it with you before your first booking.',
    notice: 'How we use what you tell us',
    noticeLead: (version: string) => `Privacy notice, version ${version}`,
    agree: 'I have read this notice',
    action: 'Create account',
    busy: 'Creating the account',
    have: 'Already have an account?',
    checkMail: 'Look in your mail',
    checkMailWhy: (email: string) =>
      `If ${email} can be used, there is a message there now with a link. Open it within 30 minutes.`,
    checkMailNot: 'Nothing there? Look among the unwanted mail, or send it again.',
    again: 'Send it again',
    againIn: (seconds: number) => `You can send it again in ${seconds} seconds`,
    againDone: 'Sent again',
    other: 'Use another address',
  },
  notice: {
    purpose: {
      head: 'What for',
      text: 'To run volunteering and peer mentoring: bookings, training, pairings, and reaching you.',
    },
    what: {
      head: 'What we keep',
      text: 'Your e-mail, the name you choose, your language, and what you add later. We ask for no identity card number and keep nothing about offences. Religion and health are a question of their own that you may skip; nothing depends on it.',
    },
    who: {
      head: 'Who sees it',
      text: 'Staff see what their work needs. An organisation you help sees your name and your times, and nothing else. Nobody is scored or ranked.',
    },
    may: {
      head: 'Must I?',
      text: 'E-mail, name and a password are needed for an account. Everything else is your choice; without it, some service may not be open to you.',
    },
    rights: {
      head: 'Your rights',
      text: 'You can ask to see, correct or delete what we keep, and withdraw what you agreed to, at any time and without giving reasons.',
    },
  },
  verify: {
    title: 'Confirm your address',
    text: 'Press the button, and your account is ready.',
    action: 'Confirm',
    busy: 'Confirming',
    missing: 'This link is not complete',
    missingWhy: 'Open it again from the e-mail, or ask for a new one.',
    expired: 'This link no longer works',
    expiredWhy: 'It was used already, or it is too old. We can send a new one.',
    newLink: 'Send a new link',
  },
  forgot: {
    title: 'Forgot your password',
    text: 'Give us your e-mail. If there is an account, we send a link that lets you choose a new password.',
    action: 'Send the link',
    sent: 'Look in your mail',
    sentWhy: 'If there is an account for this address, the link is on its way. It works for 30 minutes.',
  },
  reset: {
    title: 'Choose a new password',
    text: 'Afterwards you are signed out everywhere, and sign in with the new password.',
    action: 'Change the password',
  },
  invitation: {
    title: 'Accept the invitation',
    text: 'You have been invited to work with us here.',
    choose: 'Choose a name and a password.',
    haveAccount: 'You have an account with this address already. Sign in with it afterwards.',
    again:
      'Open it again from the e-mail. If that does not help, ask whoever invited you to send it once more. If you have accepted already, sign in.',
    action: 'Accept the invitation',
    busy: 'Accepting',
    done: 'You are in',
    doneWhy: 'Sign in to begin.',
  },
};
