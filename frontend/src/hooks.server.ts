import { readFileSync } from 'node:fs';
import type { Handle } from '@sveltejs/kit';
import { building } from '$app/environment';
import { writeIn } from '#lib/i18n/index.svelte.ts';
import { ownNames, type Language } from '#lib/i18n/language.ts';
import { writtenOf } from '#lib/i18n/written.ts';

interface Module {
  file: string;
  imports?: string[];
}

/** The texts that a page of these waits for beside the core. */
const texts: Record<string, string> = { '/': 'public', '/openings': 'slots' };

/** Writes the public pages beforehand; no server runs this. */
export const handle: Handle = async ({ event, resolve }) => {
  const { path, language } = writtenOf(event.url.pathname);
  await writeIn(language);
  const part = texts[path];
  if (!building || !part) return resolve(event);
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('lang="zh-Hant-HK"', `lang="${ownNames[language].tag}"`)
        // The page has a title of its own further down.
        .replace('<title>同行 Alongside</title>', '')
        .replace('</head>', `${preloads(part, language)}</head>`),
  });
};

/** Links to the texts, which the scripts would only find when they run. */
function preloads(part: string, language: Language): string {
  const manifest: Record<string, Module> = JSON.parse(
    readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8'),
  );
  const found = new Set<string>();
  const add = (key: string) => {
    const module = manifest[key];
    if (!module) throw new Error(`the manifest does not know ${key}`);
    found.add(module.file);
    module.imports?.forEach(add);
  };
  for (const one of ['core', part]) add(`src/lib/i18n/${language}/parts/${one}.ts`);
  return [...found].map((file) => `<link href="/${file}" rel="modulepreload">`).join('');
}
