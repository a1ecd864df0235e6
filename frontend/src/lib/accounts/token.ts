/** The token of an e-mailed link, from its fragment (which no server sees) or its query; nothing acts until a button is pressed. */
export function tokenOf(url: URL): string | undefined {
  const inFragment = new URLSearchParams(url.hash.slice(1)).get('token');
  return inFragment || url.searchParams.get('token') || undefined;
}
