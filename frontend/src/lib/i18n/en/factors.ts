import type { FactorReasons } from '../codes.ts';
import { number } from '../params.ts';

/** The second step of signing in: proving it, and having something to prove it with. */
export const factors = {
  proof: {
    title: 'One more step',
    why: 'Your password alone does not open this account.',
    again: 'This reaches far, so show once more that it is you.',
    passkey: 'Use your passkey',
    passkeyBusy: 'Waiting for your device',
    notShown: 'Your device did not confirm it. Try again, or use a code.',
    notShownHere: 'Your device did not confirm it. Try again, or sign in with your password.',
    code: 'Code from your app',
    codeHint: 'Six digits. A new code comes every half minute.',
    recovery: 'Recovery code',
    recoveryHint: 'One of the ten that you have kept. Each counts once.',
    action: 'Go on',
    busy: 'Checking',
    lost: 'I do not have my app with me',
    back: 'Use the app after all',
    none: 'If nothing works, call an administrator. Two colleagues who know you can let you begin again.',
    demo: (code: string) => `Demo: the code of this account is ${code} now.`,
    fillIn: 'Fill it in',
  },
  title: 'The second step',
  why: 'A password can be guessed or seen. With a second step, nobody gets in with it alone.',
  staff: 'The pages of your office open once you have one. It takes a minute.',
  member: 'You may have one. Then you are asked for it each time you sign in.',
  none: 'None yet.',
  passkeys: 'Passkeys',
  passkeysWhy:
    'Your telephone or computer knows you by its lock. Nothing to type, and nothing that can be copied.',
  passkeysNotHere: 'This browser has no passkeys. Use an app that shows codes.',
  passkeysNotOffered: 'This address has no passkeys. Use an app that shows codes.',
  apps: 'Apps that show codes',
  appsWhy: 'An app on your telephone shows six digits, also without a network.',
  codes: 'Recovery codes',
  codesWhy: 'For the day on which your telephone is gone.',
  codesLeft: (left: number) => `${left} of 10 left.`,
  added: (when: string) => `Added ${when}.`,
  used: (when: string) => `Last used ${when}.`,
  addPasskey: 'Add a passkey',
  addApp: 'Add an app',
  newCodes: 'Make ten new ones',
  newCodesWhy: 'The ones from before do not count any more.',
  remove: 'Remove',
  removeOne: (name: string) => `Remove ${name}`,
  removeTitle: (name: string) => `Remove “${name}”?`,
  removeWhy: 'Whoever signed in with it elsewhere is signed out.',
  removed: 'Removed',
  keep: 'Keep it',
  name: 'What to call it',
  nameHint: 'So that you know it again, such as “my telephone”.',
  make: 'Go on',
  notMade: 'Nothing was added. Your device did not confirm it, or it has a passkey of yours already.',
  scan: 'Open the app, add an account, and let it read this picture.',
  picture: 'A picture for the app. Its key stands below as text.',
  key: 'Or type this key into the app',
  first: 'The code that the app shows now',
  saving: 'Adding',
  done: 'Added',
  recovery: {
    title: 'Keep these ten codes',
    why: 'They are shown this once. Write them down, or print them, and keep them apart from your telephone.',
    copy: 'Copy them',
    copied: 'Copied',
    print: 'Print',
    kept: 'I have kept them',
  },
  reopen: {
    title: 'Somebody has lost every second step',
    why: 'An administrator asks, somebody else who knows the person says yes. Then they begin anew with their password. Speak to the person first: nobody who only writes should get in.',
    email: 'Address of their account',
    ask: 'Ask for them',
    asked: 'Asked. Somebody else must say yes within 24 hours.',
    waits: (name: string, until: string) =>
      `${name} cannot sign in. Until ${until} somebody who knows them may let them begin anew.`,
    second: 'Somebody else must say yes: two people stand for it.',
    confirm: 'I know them and have spoken to them',
    confirmOf: (name: string) => `Let ${name} begin anew`,
    sure: (name: string) => `Let ${name} begin anew?`,
    sureWhy:
      'All their second steps go, and they are signed out everywhere. They and every administrator are told.',
    done: 'They can begin anew',
    withdraw: 'Take back',
    withdrawOf: (name: string) => `Take back what was asked for ${name}`,
    withdrawn: 'Taken back',
    nobody: 'Nobody waits for it.',
  },
  onwards: 'Go on to your pages',
};

/** Why a second factor cannot be added or taken away, and what becomes of a request whose sign-in has not shown enough. */
export const factorReasons = {
  factor_missing: () => ({ what: 'There is no second step yet', then: 'Add one first.' }),
  last_factor: () => ({
    what: 'This is the only one, and your office needs one',
    then: 'Add another one first.',
  }),
  passkeys_not_offered: () => ({
    what: 'This address has no passkeys',
    then: 'Use an app that shows codes.',
  }),
  too_many_factors: (p) => ({
    what: number(p, 'max')
      ? `${number(p, 'max')} is the most that one may have`
      : 'You have as many as one may have',
    then: 'Remove one that you do not use.',
  }),
  bad_proof: () => ({
    what: 'That is not right, or it was used already',
    then: 'Wait for the next code and try again.',
  }),
  factor_required: () => ({ what: 'The second step of signing in is missing', then: 'Sign in again.' }),
  factor_enrolment_required: () => ({
    what: 'Your office needs a second step of signing in',
    then: 'Add one under “Me”.',
  }),
  step_up_required: () => ({
    what: 'This needs the second step once more',
    then: 'Try again, and show that it is you.',
  }),
} satisfies FactorReasons;
