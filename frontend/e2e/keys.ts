import { expect, type Locator } from '@playwright/test';

/** Presses Tab until the control has the focus, as somebody without a pointer would. */
export async function tabTo(control: Locator) {
  await expect(control).toBeVisible();
  const isFocused = () => control.evaluate((element) => element === document.activeElement);
  for (let presses = 0; presses < 60 && !(await isFocused()); presses += 1)
    await control.page().keyboard.press('Tab');
  await expect(control).toBeFocused();
}

/** Goes to the control by Tab and presses it by Enter. */
export async function enter(control: Locator) {
  await tabTo(control);
  await control.page().keyboard.press('Enter');
}
