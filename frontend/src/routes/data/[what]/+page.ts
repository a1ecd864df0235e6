import { error } from '@sveltejs/kit';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { askEmergencies, askOffice, askPrinted, askRequests, office } from '#lib/rights/asked.ts';
import { guard } from '#lib/shell/guard.ts';

/** Who opens files in an emergency, and who reviews that. */
const emergency = ['privacy', 'psychologist'] as const;
const others = ['privacy', 'psychologist', 'coordinator'] as const;

export async function load({ params, url, depends }) {
  depends('app:data');
  const what = Object.hasOwn(office, params.what) ? (params.what as keyof typeof office) : undefined;
  await guard(url, ...(what ? office[what] : params.what === 'emergencies' ? emergency : others));
  await loadWords('rights', 'staff', 'accounts');
  if (what) {
    const kept = askOffice(what, url);
    const { default: Pages } = await import('#lib/rights/OfficePages.svelte');
    return { kept, Pages };
  }
  if (params.what === 'requests') return { asked: askRequests(url) };
  if (params.what === 'emergencies') return { opened: askEmergencies(url) };
  if (params.what === 'looks') return { printed: askPrinted(url) };
  error(404, { message: 'not found' });
}
