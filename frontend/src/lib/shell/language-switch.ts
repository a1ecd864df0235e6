import { account, accountChanged } from '#lib/api/account.svelte.ts';
import { api, ask } from '#lib/api/client.ts';
import { chooseLanguage } from '#lib/i18n/index.svelte.ts';
import type { Language } from '#lib/i18n/language.ts';

/** Shows the site in this language, and for somebody signed in tells the server, which writes their letters in it. */
export async function switchLanguage(wanted: Language) {
  await chooseLanguage(wanted);
  const me = account();
  if (!me || me.language === wanted) return;
  try {
    accountChanged(await ask(api.PATCH('/api/v1/me', { body: { language: wanted, version: me.version } })));
  } catch {
    // The page is in the chosen language already; the letters follow the next time it is chosen.
  }
}
