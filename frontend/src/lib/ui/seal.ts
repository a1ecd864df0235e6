/** The one character of a name that a seal shows: the last of a Chinese name, the initial of another. */
export function sealCharacter(name: string): string {
  const characters = [...name.trim()];
  const last = characters.at(-1);
  if (last && /\p{Script=Han}/u.test(last)) return last;
  return characters[0]?.toUpperCase() ?? '';
}
