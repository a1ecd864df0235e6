/** The number in a field, in whole steps between the bounds; nothing where it is none, so that it is refused. */
export function numberIn(
  text: string,
  { min, max, step = 1 }: { min: number; max: number; step?: number },
): number | undefined {
  const plain = text.trim();
  if (!(step < 1 ? /^\d{1,9}([.,]\d{1,2})?$/ : /^\d{1,9}$/).test(plain)) return undefined;
  const number = Number(plain.replace(',', '.'));
  return number >= min && number <= max && Number.isInteger(number / step) ? number : undefined;
}
