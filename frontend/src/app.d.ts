import type { Problem } from '#lib/api/problem.ts';

declare global {
  namespace App {
    interface Error {
      message: string;
      /** What the server or the network said, when the page failed because of it. */
      problem?: Problem;
    }
  }
}

export {};
