declare module 'virtual:icons' {
  /** One SVG path per icon, on a grid of 24. */
  export const paths: Record<string, string>;
}

declare module 'virtual:trail/*' {
  const trail: import('./lib/ui/trail.ts').Trail;
  export default trail;
}
