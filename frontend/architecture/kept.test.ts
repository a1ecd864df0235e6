import path from 'node:path';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'svelte/compiler';
import { filesIn, nodesOf, type Node } from './reading.ts';

const src = path.join(import.meta.dirname, '../src');

/** Where somebody writes and the file itself keeps nothing, and why. */
const elsewhere: Record<string, string> = {
  'lib/accounts/factors/AppSheet.svelte': 'the key of the app goes with the sheet, and its name with it',
  'lib/accounts/factors/PasskeySheet.svelte':
    'the device asks at once; a name alone is nothing to go on with',
  'lib/mentor/ask/Words.svelte': 'QuestionView keeps the answers of its question',
  'lib/rights/EmergencyForm.svelte': 'what is told of somebody in an emergency stays on no device',
  'lib/rights/ReviewForm.svelte': 'what is said of an emergency stays on no device',
  'lib/openings/TextFields.svelte': 'OpeningForm keeps all of an opening',
  'lib/referrals/AboutFields.svelte': 'ReferralForm keeps all of a referral but the year of birth',
  'lib/referrals/WishFields.svelte': 'ReferralForm keeps all of a referral but what was agreed to',
  'routes/(public)/invitation/+page.svelte': 'nobody is signed in whose draft it could be',
  'routes/(public)/join/+page.svelte': 'nobody is signed in whose draft it could be',
};

interface Component extends Node {
  name: string;
  attributes: { name?: string }[];
}

function componentsOf(text: string): Component[] {
  const isComponent = (node: Node): node is Component => node.type === 'Component';
  return [...nodesOf(parse(text, { modern: true }))].filter(isComponent);
}

/** Whether a component is for free words: several lines, or one that is neither a number, a day nor a password. */
function isForWords({ name, attributes }: Component): boolean {
  if (name === 'TextArea' || name === 'TextLine') return true;
  return name === 'Field' && !attributes.some((one) => one.name === 'type' || one.name === 'inputmode');
}

/** Whether somebody writes here and nothing keeps it. */
function losesWords(text: string): boolean {
  const components = componentsOf(text);
  return components.some(isForWords) && !components.some(({ name }) => name === 'Kept');
}

test('what somebody writes is kept until it is sent, in every form, or it is said why not', () => {
  const losing = filesIn(src).filter(
    (file) => file.endsWith('.svelte') && losesWords(readFileSync(path.join(src, file), 'utf8')),
  );
  expect(losing.toSorted()).toEqual(Object.keys(elsewhere).toSorted());
});

test('the law sees a text area, a line of text and what keeps them', () => {
  expect(losesWords('<form><TextArea name="a" /></form>')).toBe(true);
  expect(losesWords('{#if a}<Field name="a" />{/if}')).toBe(true);
  expect(losesWords('<TextLine name="a" most={40} />')).toBe(true);
  expect(losesWords('<Field name="a" type="date" /><Field name="b" inputmode="numeric" />')).toBe(false);
  expect(losesWords('<Sheet><TextArea name="a" /><Kept name="a" /></Sheet>')).toBe(false);
});
