import { api, ask } from '#lib/api/client.ts';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { guard } from '#lib/shell/guard.ts';

export async function load({ url }) {
  const [me] = await Promise.all([guard(url), loadWords('member')]);
  return { me, mentoring: me.member ? isMentoring() : Promise.resolve(false) };
}

/** Whether somebody applies or works as a mentor, for the third tab; no answer counts as no. */
async function isMentoring(): Promise<boolean> {
  return ask(api.GET('/api/v1/me/mentor')).then(
    () => true,
    () => false,
  );
}
