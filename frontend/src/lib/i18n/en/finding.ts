/** Finding among many choices by typing. */
export const finding = {
  find: 'Type to find',
  found: (count: number) => `${count} found.`,
  chosen: (count: number) => `${count} chosen`,
};
