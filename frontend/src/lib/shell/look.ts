import { keepChoice, keptChoice } from '#lib/base/choices.ts';

/** How the site is lit: as the device is, or always light or dark. */
export type Look = 'device' | 'light' | 'dark';

/** The look chosen on this device. */
export function currentLook(): Look {
  const kept = keptChoice('look');
  return kept === 'light' || kept === 'dark' ? kept : 'device';
}

/** Shows it now and keeps it. */
export function chooseLook(look: Look) {
  keepChoice('look', look === 'device' ? undefined : look);
  if (look === 'device') delete document.documentElement.dataset.look;
  else document.documentElement.dataset.look = look;
}
