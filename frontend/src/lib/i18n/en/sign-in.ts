/** What the page to sign in says. */
export const signIn = {
  title: 'Sign in',
  who: 'Volunteers, mentors and staff use the same sign-in.',
  action: 'Sign in',
  busy: 'Signing in',
  passkey: 'Sign in with a passkey',
  forgot: 'Forgot your password',
  noAccount: 'No account yet?',
  create: 'Create one, to volunteer or to become a mentor',
  staff: 'Staff accounts are by invitation from an administrator.',
  resend: 'Send the confirmation again',
  ended: 'You have been signed out. Sign in to go on.',
  resetDone: 'Your password has changed. Sign in with the new one.',
  verified: 'Your address is confirmed. You can sign in now.',
  other: 'Another account has signed in on this device.',
  outElsewhere: 'You signed out in another tab.',
  outLost: 'You signed out in another tab and threw away what was not sent.',
};
