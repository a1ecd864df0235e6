import { admin } from '../admin.ts';
import { caseload } from '../caseload.ts';
import { clearances } from '../clearances.ts';
import { desk } from '../desk.ts';
import { emergencies } from '../emergencies.ts';
import { finding } from '../finding.ts';
import { health } from '../health.ts';
import { openings } from '../openings.ts';
import { pairings } from '../pairings.ts';
import { people } from '../people.ts';
import { pipeline } from '../pipeline.ts';
import { placings } from '../placings.ts';
import { referrals } from '../referrals.ts';
import { reports } from '../reports.ts';
import { rounds } from '../rounds.ts';
import { staffFaults } from '../staff-faults.ts';
import { staffReasons } from '../staff-reasons.ts';
import { staff } from '../staff.ts';
import { today } from '../today.ts';
import { week } from '../week.ts';
import { weights } from '../weights.ts';

/** Everything the staff desk says beyond what members read. */
export default {
  health,
  finding,
  admin,
  caseload,
  clearances,
  desk,
  emergencies,
  openings,
  pairings,
  people,
  pipeline,
  placings,
  referrals,
  reports,
  rounds,
  staff,
  staffFaults,
  staffReasons,
  today,
  week,
  weights,
};
