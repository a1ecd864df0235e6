import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { privacy } from '#lib/i18n/en/privacy.ts';
import type { Processing } from './processing.ts';

const file = path.join(import.meta.dirname, '../../../../refdata/processing.json');
const register = JSON.parse(readFileSync(file, 'utf8')) as Processing;

test('every purpose says in three languages what is kept and why, for whom, and for how long', () => {
  const recipients = register.recipients.map(({ code }) => code);
  for (const purpose of register.purposes) {
    for (const text of [purpose.name, purpose.what, purpose.why])
      for (const key of ['zhHant', 'zhHans', 'en'] as const) expect(text[key], purpose.code).toBeTruthy();
    expect(purpose.recipients.length, purpose.code).toBeGreaterThan(0);
    expect(recipients).toEqual(expect.arrayContaining([...purpose.recipients]));
    for (const { kind } of purpose.kept) expect(privacy.kept.kinds[kind], kind).toBeTruthy();
  }
});
