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
  expect(own).toEqual(['lib/shell/AgainSheet.svelte']);
});

test('numbers and codes are typed where an input method is understood', () => {
  const plain = /^(hours|capacity|minAge|birthYear|months|weights)|^(field|code|a|b)$/;
  const elsewhere = fieldsOf('Field').filter(({ name }) => plain.test(name));
  expect(elsewhere).toEqual([]);
  for (const { where, name } of fieldsOf('PlainField')) expect(name, where).toMatch(plain);
});

/** By what a browser cuts what somebody types or pastes, or swallows it, without a word. */
const swallowing =
  /\s(maxlength|minlength|pattern|step)=|\{(maxlength|minlength|pattern|step)\}|type="number"/i;

test('nothing is cut or swallowed where somebody types: it is refused in words', () => {
  const cutting = pages.filter((file) => swallowing.test(textOf(file)));
  expect(cutting).toEqual([]);
});

test('a text ends where the server ends the field of its name, and its form refuses what is longer', () => {
  const ends = [...fieldsOf('TextLine'), ...fieldsOf('TextArea')].flatMap(({ where, name, says }) => {
    const end = /\bmost=\{most\.(\w+)\}/.exec(says)?.[1];
    return end ? [{ where, name, end }] : [];
  });
  expect(ends.length).toBeGreaterThan(15);
  for (const { where, name, end } of ends) expect(name.split('.')[0], where).toBe(end);
  const refusing =
    pages
      .map(textOf)
      .join('')
      .match(/(tooLong|fieldsOf)\([^;]*\)/g)
      ?.join('') ?? '';
  // The texts of an opening are told apart by `OpeningDraft.written`.
  const opening = ['title', 'text', 'whatYouWillDo', 'whatToBring'];
  const unsaid = ends.filter(
    ({ end }) => !opening.includes(end) && !new RegExp(`\\b${end}\\b`).test(refusing),
  );
  expect(unsaid).toEqual([]);
});

/** What only helps to fill in what is sent. */
const helping = [
  'lib/mentors/Register.svelte day',
  'lib/openings/VerifyRow.svelte together-{id}',
  'lib/openings/Week.svelte host',
  'lib/openings/Week.svelte opening',
];

test('what may be wrong with a field of a form stands beside it', () => {
  const components = ['Field', 'PlainField', 'TextLine', 'TextArea', 'Select', 'RadioGroup', 'CheckboxGroup'];
  const silent = [...components, 'Check', 'MonthField', 'GroupedChoices', 'HalfHourPicker', 'Segment']
    .flatMap(fieldsOf)
    .filter(({ where, says }) => /\bSubmission\b/.test(textOf(where)) && !/\berror[=}]/.test(says))
    .map(({ where, name }) => `${where} ${name}`);
  expect(silent.toSorted()).toEqual(helping);
});
