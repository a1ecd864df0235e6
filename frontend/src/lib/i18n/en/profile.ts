/** A person's own account. */
export const profile = {
  title: 'Me',
  details: 'Your details',
  code: 'Member code',
  codeHint: 'Staff can find you by it. It says nothing about you.',
  editName: 'Change your name',
  nameSaved: 'Name saved',
  signIns: 'Where you are signed in',
  thisDevice: 'This device',
  lastSeen: (when: string) => `Last used ${when}`,
  since: (when: string) => `since ${when}`,
  unknownDevice: 'A device',
  end: 'End',
  endOn: (device: string) => `End the sign-in on ${device}`,
  ended: 'Sign-in ended',
  signOutWhy: 'On a shared telephone, sign out when you are done.',
  noDesk: {
    title: 'Nothing to do here yet',
    text: 'The pages for your role are not part of this version. Your account works; you can change your details.',
  },
};
