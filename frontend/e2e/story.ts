import { test as base } from '@playwright/test';

export { expect, type APIRequestContext, type Browser, type Locator, type Page } from '@playwright/test';

/** A story of the browser. Whatever it opened is closed at its end: open pages go on asking, beside all later stories. */
export const test = base.extend<{ closing: void }>({
  closing: [
    async ({ browser }, story) => {
      await story();
      await Promise.all(browser.contexts().map((context) => context.close()));
    },
    { auto: true },
  ],
});
