/** The way to sign in and back to where somebody was going. */
export function signInFrom(url: URL): string {
  return `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`;
}
