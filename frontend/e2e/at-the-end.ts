import type { FullConfig, Reporter, Suite, TestCase } from '@playwright/test/reporter';

/** How many lines of each failure are worth reading first. */
const LINES = 12;
const colours = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');

/** Says in a few lines at the very end what was expected and what was there instead, for whoever reads only the end of a long log. */
export default class AtTheEnd implements Reporter {
  #all: Suite | undefined;

  onBegin(_config: FullConfig, all: Suite) {
    this.#all = all;
  }

  onExit(): Promise<void> {
    for (const test of this.#all?.allTests().filter((test) => test.outcome() === 'unexpected') ?? []) {
      process.stdout.write(`\nFailed: ${test.titlePath().slice(-2).join(' › ')}\n${reason(test)}\n`);
    }
    return Promise.resolve();
  }
}

function reason(test: TestCase): string {
  const message = test.results.at(-1)?.error?.message ?? 'no reason was given';
  const lines = message.replace(colours, '').split('\n');
  const worth = lines.filter((line) => line.trim() !== '').slice(0, LINES);
  return worth.map((line) => `  ${line.slice(0, 300)}`).join('\n');
}
