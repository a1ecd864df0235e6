/** Choices that belong together. */
export interface Group {
  code: string;
  head: string;
  options: readonly { value: string; label: string }[];
}

/** The groups with what somebody means by some words: every choice that has them in its name, or whose group has. */
export function meant(groups: readonly Group[], words: string): Group[] {
  const wanted = folded(words);
  if (wanted === '') return [...groups];
  const has = (text: string) => folded(text).includes(wanted);
  return groups
    .map((group) => ({
      ...group,
      options: has(group.head) ? group.options : group.options.filter(({ label }) => has(label)),
    }))
    .filter(({ options }) => options.length > 0);
}

/** As people mean it: whatever the width of the signs, their case, and spaces. */
function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/g, '');
}
