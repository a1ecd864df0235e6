import type { Reroute } from '@sveltejs/kit';
import { browser } from '$app/environment';
import { writtenOf } from '#lib/i18n/written.ts';

/** Each public page is written beforehand in every language; to readers it has one path, so browsers do without this. */
export const reroute: Reroute | undefined = browser ? undefined : ({ url }) => writtenOf(url.pathname).path;
