import type { Problem } from '#lib/api/problem.ts';

declare global {
  /** What `app.html` has asked for already: its path, and the answer to come. */
  var early: { path: string; answer: Promise<Response> } | undefined;

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
