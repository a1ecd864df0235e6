import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Tab until the control has the focus, as somebody without a pointer would, who sees each stop on the way. */
export async function tabTo(control: Locator) {
  await expect(control).toBeVisible();
  const isFocused = () => control.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 150 && !(await isFocused()); presses += 1) {
    await control.page().keyboard.press('Tab');
    await expectFocusSeen(control.page());
  }
  await expect(control).toBeFocused();
}

/** Goes to the control by Tab and presses it by Enter. */
export async function enter(control: Locator) {
  await tabTo(control);
  await control.page().keyboard.press('Enter');
}

/** Goes to the field by Tab and writes into it. */
export async function write(field: Locator, text: string) {
  await tabTo(field);
  await field.page().keyboard.type(text);
}

/** Goes to a box by Tab and ticks it, or to one of several answers and takes it. */
export async function tick(box: Locator) {
  await tabTo(box);
  await box.page().keyboard.press('Space');
  await expect(box).toBeChecked();
}

/** Where the focus is can be seen: a line stands around the control, its label or the frame that it is in. */
async function expectFocusSeen(page: Page) {
  const unseen = await page.evaluate(() => {
    const at = document.activeElement as HTMLElement | null;
    // After the last stop the focus is on the browser's own controls, and within a date on parts that it marks itself;
    // what a page that has just come up gives the focus to is no stop of Tab.
    if (!at || at === document.body || at.matches('[type=date], [type=time], [tabindex="-1"]'))
      return undefined;
    const labels = (at as HTMLInputElement).labels ?? [];
    const around = [at, ...labels, at.parentElement, at.nextElementSibling].filter(
      (element) => element !== null,
    );
    const seen = around.some((element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    });
    return seen ? undefined : at.outerHTML.slice(0, 160);
  });
  expect(unseen, `the focus cannot be seen on ${page.url()}`).toBeUndefined();
}
