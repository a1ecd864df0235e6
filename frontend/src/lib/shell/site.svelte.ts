import { api, ask } from '#lib/api/client.ts';
import type { components } from '#lib/base/schema.d.ts';

type Site = components['schemas']['SiteView'];

let known = $state.raw<Site>();
let asked: Promise<Site> | undefined;

/** What this server says of itself, once it has answered. */
export function site(): Site | undefined {
  return known;
}

/** Asks once; after a failure the next call asks again. */
export function askSite(): Promise<Site> {
  asked ??= ask(api.GET('/api/v1/site')).then(
    (answer) => (known = answer),
    (thrown) => {
      asked = undefined;
      throw thrown;
    },
  );
  return asked;
}
