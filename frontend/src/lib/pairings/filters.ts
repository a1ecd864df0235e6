/** How the list of pairings can be narrowed. */
export const statesOf = {
  open: 'active,paused',
  asked: 'approved,consenting',
  ended: 'closed,declined,refused,lapsed',
} as const;

export type Filter = keyof typeof statesOf;

/** The filter a link asks for; what is under way when it asks for none. */
export function filterOf(wanted: string | null): Filter {
  return wanted === 'asked' || wanted === 'ended' ? wanted : 'open';
}
