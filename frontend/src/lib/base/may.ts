/** What the server says of one thing that can be done: whether now, and why not. */
interface May<Code extends string> {
  code: Code;
  allowed: boolean;
}

/** Whether the server lets the reader do something now. */
export function may<Code extends string>(list: readonly May<Code>[], code: NoInfer<Code>): boolean {
  return list.some((one) => one.code === code && one.allowed);
}
