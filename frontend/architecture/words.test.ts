import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { filesIn, leadsTo, readingOf, type Reading } from './reading.ts';

const src = path.join(import.meta.dirname, '../src');
const readings = new Map<string, Reading>();

/** What a file of `src` says; read once. */
function reading(file: string): Reading {
  const known = readings.get(file) ?? readingOf(path.join(src, file));
  readings.set(file, known);
  return known;
}

/** A file and all that it brings along, now or later. */
function withAllOf(file: string, found = new Set<string>()): Set<string> {
  const isOurs = /\.(ts|svelte)$/.test(file) && existsSync(path.join(src, file));
  if (found.has(file) || !isOurs) return found;
  found.add(file);
  for (const specifier of reading(file).imports) withAllOf(leadsTo(file, specifier) ?? '', found);
  return found;
}

/** The parts of the texts that these files name in calls of a function. */
function parts(files: Iterable<string>, call: 'messages' | 'loadWords'): Set<string> {
  const calls = [...files].flatMap((file) => reading(file).calls);
  return new Set(calls.filter(({ name }) => name === call).flatMap(({ texts }) => texts));
}

/** A page or layout, with the loads that have run before it is shown: its own and those of every layout above. */
function loadsBefore(shown: string): string[] {
  const own = shown.replace('.svelte', '.ts');
  const found = [own];
  for (let folder = path.dirname(shown); folder !== '.'; folder = path.dirname(folder)) {
    found.push(path.join(folder, '+layout.ts'));
  }
  return found.filter((file) => existsSync(path.join(src, file)));
}

/** Parts that a page may say and that nobody has loaded; what it loads itself before it says it counts too. */
function missing(shown: string): string[] {
  const all = withAllOf(shown);
  const loaded = parts([...loadsBefore(shown), ...all], 'loadWords');
  return [...parts(all, 'messages')].filter((part) => !loaded.has(part));
}

const shown = filesIn(src).filter((file) => /\+(page|layout|error)\.svelte$/.test(file));

test('the reader sees what pages, rooms and loads name', () => {
  const queue = 'routes/staff/queue/+page.svelte';
  expect(parts(withAllOf(queue), 'messages')).toContain('staff');
  expect(parts(loadsBefore(queue), 'loadWords')).toContain('staff');
  expect(parts(loadsBefore('routes/my/+page.svelte'), 'loadWords')).not.toContain('staff');
});

test.each(shown)('%s finds every text that it may say', (file) => {
  expect(missing(file)).toEqual([]);
});

test('no text is kept that no page says', () => {
  const texts = filesIn(src).filter((file) => /^lib\/i18n\/en\/[^/]+\.ts$/.test(file));
  const read = (file: string) => readFileSync(path.join(src, file), 'utf8');
  const said = filesIn(src)
    .filter((file) => !/^lib\/i18n\/[^/]+\/[^/]+\.ts$/.test(file))
    .map(read)
    .join('\n');
  // A copy names its rows and values as the database does.
  const kept = read('../../src/db/schema.rs');
  const words = new Set(`${said}\n${kept}`.match(/[A-Za-z]+/g));
  // Names with an underscore are the API's codes, which no page writes out.
  const unsaid = texts.flatMap((file) =>
    [...read(file).matchAll(/^\s+([A-Za-z]+):/gm)]
      .map(([, name]) => name!)
      .filter((name) => !words.has(name))
      .map((name) => `${file} ${name}`),
  );
  expect(texts.length).toBeGreaterThan(20);
  expect(unsaid).toEqual([]);
});
