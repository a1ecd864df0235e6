/** Texts of the staff desk about this feature. */
export const staff = {
  title: 'Mentors',
};
