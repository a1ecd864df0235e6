import type { Cell, Copy } from './requests.ts';

type Kind = Cell['kind'];
type Row = Copy['parts'][number]['rows'][number];

/** A row as the server writes it: `name kind` and the value. */
const row = (of: string, cells: Record<string, unknown>): Row => ({
  of,
  cells: Object.entries(cells).map(([said, value]) => {
    const [name, kind] = said.split(' ') as [string, Kind];
    return { name, kind, value };
  }),
});

const at = '2025-11-24T01:30:00Z';
const free = `${'0'.repeat(9)}cf${'0'.repeat(35)}ff3${'0'.repeat(35)}`;
const key = '0198c0de-0000-7000-8000-000000000001';

/** For tests: a copy of a mentor, with what the demo keeps of one and some more. */
export const copyOfAMentor: Pick<Copy, 'parts'> = {
  parts: [
    {
      part: 'account',
      rows: [
        row('accounts', {
          'id key': key,
          'preferred_name words': '家偉',
          'language code': 'zh-Hant',
          'code words': 'K7M-2QF',
          'member truth': true,
          'state code': 'active',
          'supervision code': 'none',
          'supervision_answer code': 'rather_not_say',
          'birth_month words': '1985-04',
          'created_at moment': at,
          'centre code': 'MFRC-MK',
        }),
      ],
    },
    {
      part: 'offices',
      rows: [
        row('grants', {
          'role code': 'coordinator',
          'scope_kind code': 'centre',
          'scope code': 'MFRC-MK',
          'profession code': 'clinical_psychologist',
          'granted_by person': 1,
        }),
        row('grants', { 'role code': 'host', 'scope_kind code': 'host', 'scope code': key }),
        row('psychologists', {
          'institutions document': ['STP'],
          'expertise document': ['fast_money'],
          'capacity number': 3,
        }),
      ],
    },
    {
      part: 'mentor',
      rows: [
        row('mentors', {
          'state code': 'competency_review',
          'centre code': 'MFRC-MK',
          'answers document': {
            gender: 'M',
            birthMonth: '1985-04',
            district: 'yau_tsim_mong',
            centre: 'MFRC-MK',
            languages: [
              { code: 'yue', level: 'feelings' },
              { code: 'en', level: 'everyday' },
            ],
            interests: ['five_a_side', 'table_tennis'],
            strengths: '準時',
            themes: ['fast_money', 'grew_up_alone'],
            themesShared: true,
            sensitive: { interests: [], themes: ['recovery'], shared: false },
            offers: { belonging: 'lot', skill: 'some', choice: 'little', meaning: 'some' },
            stageComfort: { act: 'home', identity: 'fine', relational: 'learning' },
            modes: ['in_person', 'video'],
            availability: free,
            capacityWish: 2,
            underSupervision: 'no',
            supervisionEndedMonth: '2019-08',
            neverSupervised: false,
            heldAt: [{ institution: 'STP', untilMonth: '2025-02' }],
            matchConsent: true,
            motivation: '想陪人走一段路。',
          },
          'institutions document': ['STP', 'LCK'],
          'training_hours number': 44,
          'shadowing_half_hours number': 47,
          'answers_erased_at moment': null,
        }),
        row('module_results', { 'module code': 'M01', 'attended truth': true, 'on_day day': '2025-10-02' }),
        row('mentor_history', { 'at moment': at, 'event code': 'module_recorded', 'state code': null }),
        row('mentor_history', { 'at moment': at, 'event code': 'signed_off_by_psychologist' }),
        row('mentor_history', { 'at moment': at, 'event code': 'moved', 'state code': 'in_training' }),
      ],
    },
    {
      part: 'pairings',
      rows: [
        row('pairings', {
          'state code': 'consenting',
          'mentor_consent code': 'given',
          'centre code': 'MFRC-SS',
        }),
        row('pairing_history', { 'at moment': at, 'event code': 'pic_consented' }),
      ],
    },
    {
      part: 'checks',
      rows: [row('checks', { 'kind code': 'sexual_conviction_record_check', 'seen_on day': '2025-09-01' })],
    },
    {
      part: 'bookings',
      rows: [
        row('bookings', {
          'title document': { en: 'Visiting the elderly', zhHans: '探访长者', zhHant: '探訪長者' },
          'starts_at moment': at,
          'state code': 'awaiting_clearance',
          'quarters number': 10,
          'notice code': 'meets_elsewhere',
        }),
        row('commitments', { 'starts_at moment': at, 'kind code': 'shift' }),
      ],
    },
    {
      part: 'hours',
      rows: [
        row('hours_ledger', {
          'quarters number': 10,
          'purpose code': 'voluntary',
          'served_on day': '2025-11-23',
        }),
        row('hours_ledger', { 'quarters number': -6, 'purpose code': 'voluntary', 'reason words': '早退' }),
      ],
    },
    { part: 'letters', rows: [row('outbox', { 'kind code': 'new_device', 'state code': 'given_up' })] },
    {
      part: 'looks',
      rows: [
        row('looks', {
          'at moment': at,
          'role code': 'privacy',
          'seen code': 'mentor',
          'purpose code': 'today',
        }),
      ],
    },
    {
      part: 'requests',
      rows: [
        row('data_requests', {
          'kind code': 'access',
          'way code': 'page',
          'state code': 'withdrawn',
          'held_back document': ['sign_ins', 'notes'],
        }),
        row('consents', {
          'purpose code': 'shared_themes',
          'step code': 'withdrawn',
          'way code': 'app',
          'text_version code': '1',
          'language code': 'zh-Hant',
        }),
        row('holds', { 'id key': key, 'placed_at moment': at }),
      ],
    },
  ],
};

/** For tests: a copy of a person in custody. */
export const copyOfAReferral: Pick<Copy, 'parts'> = {
  parts: [
    {
      part: 'referral',
      rows: [
        row('referrals', {
          'number number': 41,
          'centre code': 'MFRC-TM',
          'state code': 'in_pairing',
          'alias words': '阿明',
          'facts document': {
            institution: 'STP',
            gender: 'M',
            birth_year: 1990,
            languages: ['yue', 'en'],
            preferred_language: 'yue',
            interests: ['five_a_side'],
            themes: ['fast_money'],
            themes_agreed: true,
            sensitive: { interests: [], themes: ['gambling'], shared: true },
            needs: { belonging: 'much', skill: 'some', choice: 'not_now', meaning: null },
            focus: 'relational',
            home_district: 'sham_shui_po',
            release_month: '2026-08',
            free,
            same_gender: true,
            sentenced: true,
          },
          'consent document': { on: '2025-06-02', language: 'zh', witness: 'L. W.' },
          'since moment': at,
        }),
      ],
    },
    {
      part: 'pairings',
      rows: [
        row('pairings', {
          'state code': 'closed',
          'mentor_account person': 1,
          'pic_consent code': 'given',
          'paper document': { on: '2025-07-02', language: 'zh', witness: 'L. W.' },
          'ending code': 'goals_reached',
        }),
        row('pairing_history', { 'at moment': at, 'event code': 'endorsement_declined' }),
      ],
    },
    {
      part: 'looks',
      rows: [
        row('emergencies', { 'cause code': 'danger', 'verdict code': 'justified', 'opened_at moment': at }),
      ],
    },
  ],
};
