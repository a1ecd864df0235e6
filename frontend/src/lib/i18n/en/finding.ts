/** Finding among many choices by typing. */
export const finding = {
  find: 'Type to find',
  found: (count: number, all: number) => `${count} of ${all} found.`,
  chosen: (count: number, all: number) => `${count} of ${all} chosen`,
};
