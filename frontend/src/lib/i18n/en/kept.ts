/** What is said when something ends while somebody writes: their sign-in, or the writing. */
export const kept = {
  again: {
    title: 'Sign in again to go on',
    why: 'You have been signed out. What you wrote is still here, and goes on where it was.',
    action: 'Go on',
    later: 'Not now',
    other: 'Sign in with another account (this page closes)',
  },
  copy: {
    none: 'Nothing booked',
    noneKept: 'Your next booking is not kept on this device',
    asCopied: 'So it was when this copy was made.',
    rest: (day: string) =>
      `Other bookings after ${day} are not kept on this device. You will see them when the network is back.`,
  },
  out: {
    title: 'Signing out throws away what you have not sent',
    why: 'You have written something and not sent it. Others may use this device, so nothing stays on it when you sign out.',
    where: 'You wrote on:',
    back: 'Stay signed in',
    throwAway: 'Sign out and throw away',
  },
  device: 'Kept on this device until you send it.',
  page: 'Kept until you close this page.',
  throwAway: 'Throw away',
  thrown: 'Thrown away.',
  older: 'This has been changed since you wrote. Compare before you send it.',
  over: (count: number) => `${count} ${count === 1 ? 'character' : 'characters'} too many`,
  left: (count: number) => `${count} ${count === 1 ? 'character' : 'characters'} left`,
};
