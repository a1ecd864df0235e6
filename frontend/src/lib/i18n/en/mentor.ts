/** Texts of the members' pages about this feature. */
export const mentor = {
  title: 'Become a mentor',
};
