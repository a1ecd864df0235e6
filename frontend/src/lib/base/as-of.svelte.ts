/** What is on show of a copy that this device kept: when it was made, up to when it is whole, and whom to telephone. */
interface AsOf {
  at: string;
  until?: string;
  telephone?: string;
}

let shown = $state.raw<AsOf>();

/** Nothing while the server has answered. */
export function asOf(): AsOf | undefined {
  return shown;
}

/** What is on show now comes from a copy, or from the server again. */
export function showAsOf(copy: AsOf | undefined) {
  shown = copy;
}
