import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@playwright/test';

/** The link in the newest letter to an address, out of the folder into which the server of the tests posts. */
export async function linkTo(address: string): Promise<string> {
  let link: string | undefined;
  await expect.poll(async () => (link = await newestLink(address)), { timeout: 20_000 }).toBeDefined();
  return link!;
}

async function newestLink(address: string): Promise<string | undefined> {
  const folder = process.env.ALONGSIDE_LETTERS ?? '';
  // Their names begin with the time, so the last is the newest.
  for (const file of (await readdir(folder).catch(() => [])).sort().reverse()) {
    const letter = await readFile(path.join(folder, file), 'utf8');
    if (!letter.includes(`To: ${address}`)) continue;
    const [plain] = letter.matchAll(/base64\r?\n\r?\n([\w+/=\r\n]+)/g);
    return /https?:\S+/.exec(Buffer.from(plain?.[1] ?? '', 'base64').toString())?.[0];
  }
  return undefined;
}
