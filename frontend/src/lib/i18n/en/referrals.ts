/** Texts of the staff desk about this feature. */
export const referrals = {
  title: 'Referrals',
};
