import { expect, test, vi } from 'vitest';
import { ordinary, telling, toldOf } from './apart.ts';
import type { Places } from './places.ts';

vi.mock('#lib/i18n/index.svelte.ts', () => ({ language: () => 'en' }));
const { sensitive } = await import('./apart.ts');

const name = { en: 'x', zhHant: 'x', zhHans: 'x' };
const places = {
  interestGroups: [
    {
      code: 'spiritual',
      name,
      items: [
        { code: 'meaning', name },
        { code: 'muslim', name, sensitive: 'religion' },
      ],
    },
  ],
  themes: [
    { code: 'trust', name },
    { code: 'meaning', name, sensitive: 'religion' },
    { code: 'recovery', name, sensitive: 'health' },
  ],
} as unknown as Places;

test('what tells of religion or health stands apart from all else', () => {
  expect(ordinary(places.themes).map(({ code }) => code)).toEqual(['trust']);
  expect(sensitive(places, 'religion').map(({ value }) => value)).toEqual([
    'interests.muslim',
    'themes.meaning',
  ]);
  expect(sensitive(places, 'health').map(({ value }) => value)).toEqual(['themes.recovery']);
});

test('choosing in one list leaves the other, and what is shared goes with the last choice', () => {
  const religion = sensitive(places, 'religion');
  const told = { interests: ['muslim'], themes: ['recovery'], shared: true };
  expect(telling(told, religion, ['themes.meaning'])).toEqual({
    interests: [],
    themes: ['recovery', 'meaning'],
    shared: true,
  });
  expect(toldOf(telling(told, religion, []))).toEqual(['themes.recovery']);
  const health = sensitive(places, 'health');
  expect(telling({ ...told, interests: [] }, health, []).shared).toBeUndefined();
});
