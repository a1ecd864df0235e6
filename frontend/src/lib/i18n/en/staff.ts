/** Words that several pages of the staff desk share. */
export const staff = {
  needs: { belonging: 'belonging', skill: 'skills', choice: 'own choices', meaning: 'meaning' },
  level: (what: string, how: string) => `${what} (${how})`,
  gives: { lot: 'a lot', some: 'some', little: 'a little' },
  wishes: { much: 'much', some: 'some', not_now: 'not now' },
  focus: { act: 'Staying stopped', identity: 'Who I am becoming', relational: 'Where I belong' },
  comfort: { home: 'at home with it', fine: 'fine', learning: 'still learning' },
  gender: { M: 'Male', F: 'Female', X: 'Other' },
  separator: ', ',
  /** Between facts of different kinds in one line. */
  between: ', ',
  colon: ': ',
  settle: 'Settle it',
  refresh: 'Show the newest',
};
