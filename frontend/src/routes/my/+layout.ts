import { guard } from '#lib/shell/guard.ts';

export async function load({ url }) {
  return { me: await guard(url) };
}
