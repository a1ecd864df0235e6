/** Hours as people type them, in quarters from 0.25 to 24; nothing when they are not. */
export function hoursOf(typed: string): number | undefined {
  // An input method types figures in full width.
  const plain = typed.normalize('NFKC').trim().replace(',', '.');
  const hours = Number(plain);
  const fits = plain !== '' && hours >= 0.25 && hours <= 24 && Number.isInteger(hours * 4);
  return fits ? hours : undefined;
}

/** How long something lasts, in quarters of an hour. */
export function hoursBetween(from: string, to: string): number {
  return Math.round((new Date(to).getTime() - new Date(from).getTime()) / 900_000) / 4;
}
