/** Texts for coordinators who find a member by code. */
export const people = {
  title: 'Members',
  lead: 'Ask the person for their member code. Here you see the checks they have passed, and record a new one.',
  find: {
    code: 'Member’s code',
    hint: 'Such as K7M-2QF. The person finds it under “Me”.',
    find: 'Find',
    found: (name: string) => `This is ${name}.`,
  },
  unsettled: 'Whether this person is under supervision is not settled yet. They cannot book until it is.',
  settle: 'Settle it',
};
