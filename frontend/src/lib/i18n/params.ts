/** What a reason or a fault carries beside its code, as the server sent it. */
export type Params = Readonly<Record<string, unknown>>;

/** A reason in words: what is, and what can be done about it where something can. */
export interface Wording {
  what: string;
  then?: string;
}

/** A number from the parameters; 0 when the server left it out. */
export function number(params: Params, name: string): number {
  const value = params[name];
  return typeof value === 'number' ? value : Number(value ?? 0) || 0;
}

/** A text from the parameters. */
export function text(params: Params, name: string): string {
  const value = params[name];
  return typeof value === 'string' ? value : '';
}

/** A list of texts from the parameters. */
export function list(params: Params, name: string): string[] {
  const value = params[name];
  return Array.isArray(value) ? value.map(String) : [];
}

/** The sum of a list of numbers from the parameters. */
export function total(params: Params, name: string): number {
  return list(params, name).reduce((sum, entry) => sum + (Number(entry) || 0), 0);
}
