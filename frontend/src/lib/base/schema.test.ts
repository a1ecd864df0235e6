import { readFile } from 'node:fs/promises';
import openapiTS, { astToString } from 'openapi-typescript';
import { expect, test } from 'vitest';

test('schema.d.ts is generated from openapi.json (run `npm run generate`)', async () => {
  const document = new URL('../../../openapi.json', import.meta.url);
  const fresh = astToString(await openapiTS(document));
  const kept = await readFile(new URL('schema.d.ts', import.meta.url), 'utf8');
  expect(kept.slice(kept.indexOf('export interface paths'))).toBe(fresh);
});
