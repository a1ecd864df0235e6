import { signIn } from '#lib/api/account.svelte.ts';

/** What no page needs at first sight comes after it. */
export const person = () => import('./person.ts');

/** For the outermost layout: how somebody is asked for their password or second factor, and how tabs hear of each other. */
export function startLater() {
  signIn.show = (request, refused) =>
    person().then(
      ({ again }) => again(request, refused),
      () => false,
    );
  person().catch(() => undefined);
}
