import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { rooms } from '../src/lib/rooms.ts';
import { filesIn, leadsTo, ofSvelte, ofTypeScript, readingOf } from './reading.ts';

const src = path.join(import.meta.dirname, '../src');

/** One file using another, both as paths from `src`. */
interface Use {
  from: string;
  to: string;
}

const uses: Use[] = filesIn(src).flatMap((from) =>
  readingOf(path.join(src, from)).imports.flatMap((specifier) => {
    if (specifier === '?') throw new Error(`${from} imports what cannot be read without running it`);
    const to = leadsTo(from, specifier);
    return to === undefined ? [] : [{ from, to }];
  }),
);

/** Uses between the children of a folder: which child uses which others, and by which files. */
function between(folder: string, all: readonly Use[]): Map<string, Map<string, Use>> {
  const found = new Map<string, Map<string, Use>>();
  for (const use of all) {
    const [from, to] = [childOf(folder, use.from), childOf(folder, use.to)];
    if (from === undefined || to === undefined || from === to) continue;
    found.set(from, (found.get(from) ?? new Map<string, Use>()).set(to, use));
  }
  return found;
}

function childOf(folder: string, file: string): string | undefined {
  return file.startsWith(`${folder}/`) ? file.slice(folder.length + 1).split('/')[0] : undefined;
}

/** A way from a child over others back to itself, if there is one. */
function circle(graph: Map<string, Map<string, Use>>): string[] | undefined {
  const free = new Set<string>();
  const walk = (child: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(child)) return [...way.slice(way.indexOf(child)), child];
    if (free.has(child)) return undefined;
    for (const next of graph.get(child)?.keys() ?? []) {
      const found = walk(next, [...way, child]);
      if (found) return found;
    }
    free.add(child);
    return undefined;
  };
  for (const child of graph.keys()) {
    const found = walk(child, []);
    if (found) return found;
  }
  return undefined;
}

/** Uses of a room that is not listed above the one that uses it. */
function upwards(listed: readonly string[], graph: Map<string, Map<string, Use>>): Use[] {
  const isAbove = (other: string, room: string) =>
    listed.includes(other) && listed.indexOf(other) < listed.indexOf(room);
  return [...graph].flatMap(([room, others]) =>
    [...others].filter(([other]) => !isAbove(other, room)).map(([, use]) => use),
  );
}

test('every room is listed with what it is, and only rooms are', () => {
  const there = readdirSync(path.join(src, 'lib')).filter((name) => !name.startsWith('rooms.'));
  expect(Object.keys(rooms).toSorted()).toEqual(there.toSorted());
});

test('a room uses only rooms listed above it', () => {
  expect(upwards(Object.keys(rooms), between('lib', uses))).toEqual([]);
});

const folders = [...new Set(uses.map(({ from }) => path.dirname(from)))].filter((name) =>
  /^lib\/./.test(name),
);

test.each(folders)('no circle in %s', (folder) => {
  expect(circle(between(folder, uses))).toBeUndefined();
});

test('a page uses the library and its own folder, the library uses no page', () => {
  const own = ({ from, to }: Use) => to.startsWith('lib/') || path.dirname(to) === path.dirname(from);
  // Types that the framework writes beside each page, and the style sheet of the whole site.
  const inPages = uses.filter(({ from, to }) => from.startsWith('routes/') && to !== 'app.css');
  expect(inPages.filter((use) => !own(use))).toEqual([]);
  expect(uses.filter(({ from, to }) => from.startsWith('lib/') && !to.startsWith('lib/'))).toEqual([]);
});

test('the reader sees every kind of import, in both languages', () => {
  const script = `import a from './a.ts'; import type { B } from './b.ts'; export * from './c.ts';
    const d = () => import('./d.ts'); let e: import('./e.ts').E; // import './f.ts'`;
  const all = ['./a.ts', './b.ts', './c.ts', './d.ts', './e.ts'];
  expect(ofTypeScript(script).imports).toEqual(all);
  expect(
    ofSvelte(`<script lang="ts">${script}\n</script>{#await import('./g.ts')}import './h.ts'{/await}`),
  ).toEqual({
    imports: ['./g.ts', ...all],
    calls: [],
  });
  expect(ofTypeScript('import(`./${name}.ts`)').imports).toEqual(['?']);
});

test('the law sees an import upwards, an unlisted room and a circle', () => {
  const use = (from: string, to: string): Use => ({ from: `lib/${from}`, to: `lib/${to}` });
  const graph = between('lib', [use('ui/A.svelte', 'slots/b.ts'), use('slots/b.ts', 'ui/A.svelte')]);
  expect(upwards(['ui', 'slots'], graph)).toEqual([use('ui/A.svelte', 'slots/b.ts')]);
  expect(upwards(['slots'], graph)).toHaveLength(2);
  expect(circle(graph)).toEqual(['ui', 'slots', 'ui']);
  expect(circle(between('lib', [use('ui/A.svelte', 'slots/b.ts')]))).toBeUndefined();
  const inside = between('lib/ui', [use('ui/a.ts', 'ui/in/b.ts'), use('ui/in/b.ts', 'ui/a.ts')]);
  expect(circle(inside)).toEqual(['a.ts', 'in', 'a.ts']);
});
