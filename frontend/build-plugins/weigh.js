// npm run weigh, after a build: what a first visit of each page loads as JavaScript (gzip), and whether it is too much.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const generated = '.svelte-kit/generated/client-optimized';
const client = '.svelte-kit/output/client';

/** The texts a page waits for beside the core, and the most it may weigh, in bytes. The goal is 60 KB on every page,
 * and the first page of everybody keeps it; a page above it is held where it is, and its number may only go down. The
 * bytes differ a little from one machine to another, so half a KB of air belongs to each. */
const goal = 60 * 1024;
const pages = [
  ['/(public)', ['public'], goal],
  ['/(public)/sign-in', ['sign-in'], goal],
  ['/my', ['home'], goal],
  ['/my (mentor)', ['home', 'mentor-home'], goal],
  ['/my/slots', ['slots'], 66_500],
  ['/my/slots/[slotId]', ['slots'], 64_900],
  ['/my/bookings', ['bookings'], 65_800],
  ['/my/hours', ['own-hours'], goal],
  ['/my/mentor', ['mentor-home', 'mentor'], 68_200],
  ['/my/mentor/[question]', ['mentor-form'], 68_700],
  ['/my/pairings/[pairingId]', ['mentor-home', 'own-pairings'], 65_200],
  ['/my/profile', ['sign-in', 'profile'], 63_900],
  ['/admin/health', ['slots', 'mentor-form', 'staff'], 90_200],
];
const languages = ['zh-Hant', 'en', 'zh-Hans'];
/** What every page loads whatever it shows: the script that starts, the outermost layout and the page for errors. */
const always = [
  'node_modules/@sveltejs/kit/src/runtime/client/entry.js',
  `${generated}/app.js`,
  node(0),
  node(1),
];

const manifest = JSON.parse(readFileSync(`${client}/.vite/manifest.json`, 'utf8'));
const dictionary = readFileSync(`${generated}/app.js`, 'utf8');
const sizes = new Map();

/** The source of a layout or page by its number. */
function node(number) {
  return `${generated}/nodes/${number}.js`;
}

/** The gzip size of a built file. */
function size(file) {
  if (!sizes.has(file)) sizes.set(file, gzipSync(readFileSync(`${client}/${file}`), { level: 9 }).length);
  return sizes.get(file);
}

/** Adds a module and all it imports at once. */
function add(key, found) {
  if (found.has(key)) return;
  if (!manifest[key]) throw new Error(`the manifest does not know ${key}`);
  found.add(key);
  for (const imported of manifest[key].imports ?? []) add(imported, found);
}

/** The layouts and the page of a route, from the router's own list. */
function nodes(route) {
  const start = dictionary.indexOf(`"${route}": [`);
  if (start < 0) throw new Error(`there is no route ${route}`);
  const entry = dictionary.slice(start + route.length + 4, dictionary.indexOf('\n', start));
  return entry.match(/\d+/g).map(node);
}

/** What the first visit of a route loads in a language. */
function weight(route, texts, language) {
  const found = new Set();
  for (const key of [...always, ...nodes(route)]) add(key, found);
  for (const part of ['core', ...texts]) add(`src/lib/i18n/${language}/parts/${part}.ts`, found);
  const files = new Set([...found].map((key) => manifest[key].file).filter((file) => file.endsWith('.js')));
  return [...files].reduce((sum, file) => sum + size(file), 0);
}

let tooHeavy = 0;
for (const [name, texts, most] of pages) {
  const heaviest = Math.max(...languages.map((language) => weight(name.replace(/ .*/, ''), texts, language)));
  if (heaviest > most) tooHeavy += 1;
  process.stdout.write(
    `${name.padEnd(26)} ${(heaviest / 1024).toFixed(3).padStart(5)} KB of ${(most / 1024).toFixed(3)}${heaviest > most ? '  TOO HEAVY' : ''}\n`,
  );
}
process.exitCode = tooHeavy ? 1 : 0;
