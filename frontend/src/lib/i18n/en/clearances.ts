/** Texts of the staff desk about this feature. */
export const clearances = {
  title: 'Clearances',
};
