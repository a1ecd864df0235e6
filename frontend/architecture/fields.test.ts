import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesIn } from './reading.ts';

const src = path.join(import.meta.dirname, '../src');
const pages = filesIn(src).filter((file) => file.endsWith('.svelte'));
const textOf = (file: string) => readFileSync(path.join(src, file), 'utf8');

/** The fields of all pages by one component: where each stands, its name, and all it says of itself. */
const fieldsOf = (component: string) =>
  pages.flatMap((file) =>
    [...textOf(file).matchAll(new RegExp(`<${component}\\s([\\s\\S]*?)/>`, 'g'))].map(([, says = '']) => ({
      where: file,
      name: /\bname=(?:"([^"]*)"|\{([^}]*)\})/.exec(says)?.slice(1).find(Boolean) ?? '',
      says,
    })),
  );

test('whoever types does it in one of the components for it', () => {
  const own = pages.filter((file) => !file.startsWith('lib/ui/') && /<(input|textarea)\b/.test(textOf(file)));
  // A password is taken as it was typed.
  expect(own).toEqual(['lib/shell/PasswordSheet.svelte']);
});

test('numbers and codes are typed where an input method is understood', () => {
  const plain = /^(hours|capacity|minAge|birthYear|weights)|^(field|code|a|b)$/;
  const elsewhere = fieldsOf('Field').filter(({ name }) => plain.test(name));
  expect(elsewhere).toEqual([]);
  for (const { where, name } of fieldsOf('PlainField')) expect(name, where).toMatch(plain);
});
