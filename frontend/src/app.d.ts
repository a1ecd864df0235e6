import type { Problem } from '#lib/api/problem.ts';

declare global {
  namespace App {
    interface PageState {
      /** The page was reached by the act that made what it shows. */
      fresh?: boolean;
    }
    interface Error {
      message: string;
      /** What the server or the network said, when the page failed because of it. */
      problem?: Problem;
    }
  }
}

export {};
