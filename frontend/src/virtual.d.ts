declare module 'virtual:icons' {
  /** One SVG path per icon, on a grid of 24. */
  export const paths: Record<string, string>;
}

declare module 'virtual:districts/*' {
  /** The names of the districts by their codes, in one language. */
  export const districts: Readonly<Record<string, string>>;
}

declare module 'virtual:trail/*' {
  const trail: import('./lib/ui/trail.ts').Trail;
  export default trail;
}

declare module 'virtual:processing' {
  /** Where the register of what is kept for what lies. */
  export const address: string;
}
