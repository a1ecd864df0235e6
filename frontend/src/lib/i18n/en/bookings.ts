/** Texts of the members' pages about this feature. */
export const bookings = {
  title: 'My bookings',
};
