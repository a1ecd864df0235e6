/** Texts of the staff desk about this feature. */
export const openings = {
  title: 'Openings',
};
