/** Texts of the members' pages about this feature. */
export const slots = {
  title: 'Service slots',
  placesLeft: (count: number) => (count === 1 ? 'Last place' : `${count} places left`),
  full: 'Full',
  notYet: (count: number) =>
    count === 1 ? 'You can’t book this yet' : `${count} reasons you can’t book this yet`,
  slotsOf: (count: number) => (count === 1 ? '1 slot' : `${count} slots`),
};
