/** What became true today, told once. */
export const moments = {
  certified: 'You are a certified mentor from today. Two people signed that you are ready.',
  firstBooking: 'You have booked your first shift.',
  hundredthHour: 'Your hundredth hour was verified today.',
};
