import { common } from '../common.ts';
import { reasons } from '../reasons.ts';
import { shell } from '../shell.ts';

/** What every page may need to say. */
export default { common, reasons, shell };
