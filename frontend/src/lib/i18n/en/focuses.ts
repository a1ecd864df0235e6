/** What a pairing can be about. */
export const focuses = {
  act: { label: 'Stopping, and staying stopped', hint: 'Habits, old company, hard days' },
  identity: { label: 'Who I am becoming', hint: 'How I see myself, what I want to be' },
  relational: { label: 'Where I belong', hint: 'Family, friends, being accepted' },
};
