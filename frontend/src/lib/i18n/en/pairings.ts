/** Texts of the staff desk about this feature. */
export const pairings = {
  title: 'Pairings',
};
