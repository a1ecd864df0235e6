import { expect, test, vi } from 'vitest';
import { centreChoices } from './centre-choices.ts';

const spoken = vi.hoisted(() => ({ language: 'en' }));
vi.mock('#lib/i18n/index.svelte.ts', () => ({ language: () => spoken.language, messages: () => ({}) }));

const centre = (code: string, zhHant: string, en: string) => ({
  code,
  district: 'sha_tin',
  name: { zhHant, zhHans: zhHant, en },
});
const shaTin = centre('ST', '更生服務中心（沙田）', 'Service Centre (Sha Tin)');
const tuenMun = centre('TM', '更生服務中心（屯門）', 'Service Centre (Tuen Mun)');

test.each([
  ['en', 'Service Centre', 'Sha Tin', 'Tuen Mun'],
  ['zh-Hant', '更生服務中心', '沙田', '屯門'],
])('%s: names that begin alike are called by their places', (language, kind, first, second) => {
  spoken.language = language;
  const options = [
    { value: 'ST', label: first },
    { value: 'TM', label: second },
  ];
  expect(centreChoices([shaTin, tuenMun])).toEqual({ kind, options });
});

test('names that differ are said whole', () => {
  spoken.language = 'en';
  const other = centre('HQ', '總部', 'Head office');
  expect(centreChoices([shaTin, other])).toEqual({
    options: [
      { value: 'ST', label: 'Service Centre (Sha Tin)' },
      { value: 'HQ', label: 'Head office' },
    ],
  });
});
