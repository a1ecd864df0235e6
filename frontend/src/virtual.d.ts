declare module 'virtual:icons' {
  /** One SVG path per icon, on a grid of 24. */
  export const paths: Record<string, string>;
}

declare module 'virtual:trails' {
  export const trails: Record<
    'homePhone' | 'homeDesk' | 'signIn' | 'empty',
    import('./lib/ui/trail.ts').Trail
  >;
}
