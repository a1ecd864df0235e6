import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';
import { filesIn, nodesOf, type Node } from './reading.ts';

const src = path.join(import.meta.dirname, '../src');

/** Questions that tell of no person, and may therefore begin with the usual answer. */
const ofNoPerson: Record<string, string> = {
  'lib/shell/LookSwitch.svelte': 'how the site looks on this device',
  'lib/desk/WhichCentre.svelte': 'for which of their centres somebody works now',
  'lib/desk/OwnCentre.svelte': 'for which of their centres somebody works now',
  'lib/mentors/ClassRegister.svelte': 'which module of the course is on show',
  'lib/rounds/StartRound.svelte': 'for which of their centres a round is made',
  'lib/openings/OpeningForm.svelte': 'what an opening asks of whoever comes',
  'lib/accounts/CentreForm.svelte': 'what is stored: no centre is an answer that was given',
};

const choosers = new Set(['RadioGroup', 'CheckboxGroup', 'Select', 'Check', 'MonthField']);

interface Tree extends Node {
  [field: string]: unknown;
}

/** Where a form begins with a choice made: the field and what it begins with. */
function begunIn(text: string): string[] {
  const nodes = [...nodesOf(parse(text, { modern: true }))] as Tree[];
  const used = nodes.filter(({ type, name }) => type === 'Component' && choosers.has(String(name)));
  const begun = used.filter(choosesByItself).map(({ name }) => `${name}: no empty choice`);
  if (used.length > 0) begun.push(...nodes.filter(fillsIn).map(() => 'fills in what nobody said'));
  for (const expression of used.flatMap(boundIn)) {
    const start = expression.type === 'SequenceExpression' ? getterOf(expression) : expression;
    const values = start.type === 'Identifier' ? valuesOf(String(start.name), nodes) : [start];
    begun.push(...values.flatMap(saysSomething));
  }
  return [...new Set(begun)];
}

/** A list to choose from always shows a choice; without an empty one the first is chosen. */
function choosesByItself({ attributes }: Tree): boolean {
  return (attributes as Tree[]).some(
    ({ name, value }) =>
      name === 'empty' && (value as Tree).type === 'ExpressionTag' && isNull(value as Tree),
  );
}

const isNull = ({ expression }: Tree) => (expression as Tree & { raw?: string }).raw === 'null';

function boundIn({ attributes }: Tree): Tree[] {
  const isBound = ({ type, name }: Tree) =>
    type === 'BindDirective' && (name === 'value' || name === 'checked');
  return (attributes as Tree[]).filter(isBound).map(({ expression }) => expression as Tree);
}

/** What a pair of functions shows. */
function getterOf({ expressions }: Tree): Tree {
  return (expressions as Tree[])[0]!.body as Tree;
}

/** All that a variable begins with or is set to. */
function valuesOf(variable: string, nodes: Tree[]): Tree[] {
  const named = (node: unknown) => (node as Tree | null)?.name === variable;
  return nodes.flatMap((node): Tree[] => {
    if (node.type === 'AssignmentExpression' && named(node.left)) return [node.right as Tree];
    if (node.type !== 'VariableDeclarator' || !named(node.id) || !node.init) return [];
    const init = node.init as Tree;
    const isState = init.type === 'CallExpression' && (init.callee as Tree).name === '$state';
    return isState ? ((init.arguments as Tree[]) ?? []) : [init];
  });
}

/** The words or yeses that stand written out in a value: what is not read from an answer is somebody's guess. */
function saysSomething(node: Tree): string[] {
  switch (node.type) {
    case 'Literal':
      return node.value === '' || node.value === false || node.value === null ? [] : [String(node.value)];
    case 'LogicalExpression':
      return saysSomething(node.right as Tree);
    case 'ConditionalExpression':
      return isReading(node.test as Tree)
        ? []
        : [node.consequent, node.alternate].flatMap((one) => saysSomething(one as Tree));
    case 'ArrayExpression':
      return (node.elements as Tree[]).flatMap(saysSomething);
    default:
      return [];
  }
}

/** `answer === true ? 'yes' : …` puts into words what was answered. */
function isReading({ type, operator, right }: Tree): boolean {
  const value = (right as { value?: unknown } | undefined)?.value;
  return type !== 'BinaryExpression' || (operator === '===' && typeof value === 'boolean');
}

/** `known ?? { level: 'good' }`: an answer made up where there is none. */
function fillsIn({ type, operator, right }: Tree): boolean {
  if (type !== 'LogicalExpression' || operator !== '??') return false;
  const made = right as Tree;
  if (made.type !== 'ObjectExpression') return false;
  return (made.properties as Tree[]).some(({ value }) => value && saysSomething(value as Tree).length > 0);
}

const asked = filesIn(src).filter((file) => file.endsWith('.svelte') && !(file in ofNoPerson));

test.each(asked)('no question of %s that tells of a person begins with a choice made', (file) => {
  expect(begunIn(readFileSync(path.join(src, file), 'utf8'))).toEqual([]);
});

test('the law sees every way in which a choice can be made for somebody', () => {
  const form = (script: string, tag: string) => begunIn(`<script lang="ts">${script}</script>${tag}`);
  const group = '<RadioGroup bind:value={chosen} />';
  expect(form(`let chosen = $state('good');`, group)).toEqual(['good']);
  expect(form(`let chosen = $state(true);`, '<Check bind:checked={chosen} />')).toEqual(['true']);
  expect(form(`let chosen = $state(['yue']);`, '<CheckboxGroup bind:value={chosen} />')).toEqual(['yue']);
  expect(form(`let chosen = $state(known ?? 'good');`, group)).toEqual(['good']);
  expect(
    form(`let chosen = $state(''); function begin() { chosen = state === 'new' ? 'good' : state; }`, group),
  ).toEqual(['good']);
  expect(form('', `<Select bind:value={() => answer ?? 'good', (code) => (answer = code)} />`)).toEqual([
    'good',
  ]);
  expect(form('', '<Select empty={null} bind:value={draft.kind} />')).toEqual(['Select: no empty choice']);
  expect(form(`const all = codes.map((code) => known(code) ?? { code, level: 'good' });`, group)).toEqual([
    'fills in what nobody said',
  ]);
  const yesNo = `() => (answer === true ? 'yes' : answer === false ? 'no' : ''), (said) => (answer = said === 'yes')`;
  expect(form(`let chosen = $state('');`, `${group}<RadioGroup bind:value={${yesNo}} />`)).toEqual([]);
});

test('what is excused is there', () => {
  const files = filesIn(src);
  expect(Object.keys(ofNoPerson).filter((file) => !files.includes(file))).toEqual([]);
});
