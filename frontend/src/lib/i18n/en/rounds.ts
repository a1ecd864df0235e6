/** Texts of the staff desk about this feature. */
export const rounds = {
  title: 'Rounds',
};
