/** Hours as they are sent, with why they are as they are where somebody says. */
export interface Served {
  hours: number;
  reason?: string;
}

/** Hours as people type them, in quarters from 0.25 to 12; nothing when they are not. */
export function hoursOf(typed: string): number | undefined {
  // An input method types figures in full width.
  const plain = typed.normalize('NFKC').trim().replace(',', '.');
  const hours = Number(plain);
  const fits = plain !== '' && hours >= 0.25 && hours <= 12 && Number.isInteger(hours * 4);
  return fits ? hours : undefined;
}
