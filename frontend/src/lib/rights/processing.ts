import type { Text3 } from '#lib/i18n/says.ts';
import type { RowKind } from './retention.ts';

/** What is kept of people for what, who gets it and for how long: a register of the server, and a file beside the page. */
export interface Processing {
  purposes: readonly {
    code: string;
    name: Text3;
    what: Text3;
    why: Text3;
    recipients: readonly string[];
    kept: readonly { kind: RowKind; months: number }[];
  }[];
  recipients: readonly { code: string; name: Text3; gets: Text3 }[];
}
