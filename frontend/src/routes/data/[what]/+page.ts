import { error } from '@sveltejs/kit';
import { loadWords } from '#lib/i18n/index.svelte.ts';
import { askEmergencies, askPrinted, askRequests } from '#lib/rights/asked.ts';
import { guard } from '#lib/shell/guard.ts';

export async function load({ params, url, depends }) {
  depends('app:data');
  await guard(url, 'privacy', 'psychologist', 'coordinator');
  await loadWords('rights', 'staff');
  if (params.what === 'requests') return { asked: askRequests(url) };
  if (params.what === 'emergencies') return { opened: askEmergencies(url) };
  if (params.what === 'looks') return { printed: askPrinted(url) };
  error(404, { message: 'not found' });
}
