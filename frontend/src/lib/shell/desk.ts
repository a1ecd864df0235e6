import type { Role } from '#lib/api/account.svelte.ts';
import type { Messages } from '#lib/i18n/index.svelte.ts';
import type { Way } from './tabs.ts';

/** A part of the staff desk's side navigation; without a head it stands apart below. */
export interface DeskPart {
  head?: string;
  ways: Way[];
}

/** What somebody with these roles finds at the side. */
export function deskParts(
  { shell: { nav } }: Messages,
  { desk }: Messages<'staff'>,
  holds: (role: Role) => boolean,
): DeskPart[] {
  const parts: DeskPart[] = [{ ways: [{ ...way('/desk', desk.today), exact: true }] }];
  if (holds('coordinator')) {
    parts.push(
      {
        head: desk.alongside,
        ways: [
          way('/staff/queue', desk.queue),
          way('/staff/mentors', desk.mentors),
          way('/staff/training', desk.training),
          way('/staff/referrals', desk.referrals),
          way('/staff/rounds', desk.rounds),
          way('/staff/pairings', desk.pairings),
          way('/staff/psychologists', desk.psychologists),
          way('/staff/keep-apart', desk.keepApart),
          way('/staff/meetings', desk.meetings),
        ],
      },
      {
        head: desk.service,
        ways: [
          way('/staff/openings', desk.openings),
          way('/staff/calendar', desk.calendar),
          way('/staff/attendance', desk.attendance),
          way('/staff/hosts', desk.hosts),
          way('/staff/people', desk.people),
          way('/staff/settlements', desk.supervision),
          way('/data/requests', desk.requests),
        ],
      },
      { ways: [way('/staff/reports', desk.reports)] },
    );
  }
  if (holds('psychologist')) {
    parts.push({
      head: desk.alongside,
      ways: [
        way('/clinic/proposals', desk.proposals),
        way('/clinic/referrals', desk.referrals),
        way('/clinic/caseload', desk.caseload),
        way('/clinic/mentors', desk.mentors),
        way('/clinic/reports', desk.reports),
        way('/data/emergencies', desk.emergencies),
        way('/data/requests', desk.requests),
        way('/clinic/profile', desk.myProfile),
      ],
    });
  }
  if (holds('officer')) {
    parts.push({
      ways: [way('/officer/clearances', desk.clearances), way('/officer/supervisees', desk.supervisees)],
    });
  }
  if (holds('host'))
    parts.push({
      ways: [way('/host/openings', desk.openings), way('/host/calendar', desk.calendar)],
    });
  const retention = way('/data/retention', desk.retention);
  if (holds('privacy'))
    parts.push({
      ways: [
        way('/data/requests', desk.requests),
        way('/data/emergencies', desk.emergencies),
        retention,
        way('/data/holds', desk.holds),
        way('/data/breaches', desk.breaches),
        way('/data/registers', desk.registers),
      ],
    });
  if (holds('admin') || holds('privacy')) {
    const invitations = { ...way('/admin', desk.invitations), exact: true };
    parts.push({
      ways: holds('admin')
        ? [
            invitations,
            way('/admin/accounts', desk.accounts),
            // The second word for erasing may be theirs; whoever watches over privacy has it above.
            ...(holds('privacy') ? [] : [retention]),
            way('/admin/health', desk.health),
          ]
        : [invitations],
    });
  }
  parts.push({ ways: [way('/my/profile', nav.account)] });
  return parts;
}

const way = (href: string, label: string): Way => ({ href, label });
