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
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.eml'));
  for (const file of files.sort().reverse()) {
    const letter = await readFile(path.join(folder, file), 'utf8');
    if (!letter.includes(`To: ${address}`)) continue;
    return /https?:\S+/.exec(plainTextOf(letter))?.[0];
  }
  return undefined;
}

/** The plain text of a letter, which comes first in it: Chinese letters travel as base64, English ones with soft line ends. */
function plainTextOf(letter: string): string {
  const [, encoding, body] = /^Content-Transfer-Encoding: (\S+)\r?\n\r?\n(.*?)\r?\n--/ms.exec(letter) ?? [];
  if (encoding === 'base64') return Buffer.from(body ?? '', 'base64').toString();
  return (body ?? '').replace(/=\r?\n/g, '').replaceAll('=3D', '=');
}
