import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { chooseLanguage, loadWords } from '#lib/i18n/index.svelte.ts';
import { languages } from '#lib/i18n/language.ts';
import type { Places } from '#lib/shell/places.ts';
import { documents, linesOf } from './copy-answers.ts';
import { others, words, type Names } from './copy-codes.ts';
import { copyOfAMentor, copyOfAReferral } from './copy-fixture.ts';
import { teller } from './copy-told.ts';
import type { Cell } from './requests.ts';

const root = path.join(import.meta.dirname, '../../../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const list = <K extends keyof Places>(name: string, key: string) =>
  (JSON.parse(read(`refdata/${name}.json`)) as Record<string, unknown>)[key] as Places[K];

const names: Names = {
  centres: list<'centres'>('centres', 'centres'),
  districts: list<'districts'>('districts', 'districts'),
  institutions: list<'institutions'>('institutions', 'institutions'),
  interestGroups: list<'interestGroups'>('interests', 'groups'),
  languages: list<'languages'>('languages', 'languages'),
  themes: list<'themes'>('themes', 'themes'),
  writtenLanguages: list<'writtenLanguages'>('languages', 'written'),
  modules: [{ code: 'M01', name: { zhHant: '朋輩的角色', zhHans: '朋辈的角色', en: 'What a peer is' } }],
};

/** The words of a `text_enum!` of the server. */
function enumOf(file: string, name: string): string[] {
  const body = new RegExp(`enum ${name} \\{([\\s\\S]*?)\\n    \\}`).exec(read(`src/${file}`))?.[1] ?? '';
  const found = [...body.matchAll(/= "([^"]+)"/g)].map(([, word]) => word!);
  expect(found, `${name} in ${file}`).not.toEqual([]);
  return found;
}

/** The words of a function of the server that are its answers. */
function answersOf(file: string, name: string): string[] {
  const body = new RegExp(`fn ${name}\\([\\s\\S]*?\\n    \\}`).exec(read(`src/${file}`))?.[0] ?? '';
  const found = [...body.matchAll(/=> (?:Some\()?"([^"]+)"/g)].map(([, word]) => word!);
  expect(found, `${name} in ${file}`).not.toEqual([]);
  return found;
}

const kinds = enumOf('mail/kind.rs', 'Kind');
const held = 'mentoring/pairings/model.rs';
const consents = enumOf(held, 'Consent');
const stages = enumOf('mentoring/mentors/model.rs', 'MentorState');
const ours = enumOf('base/text3.rs', 'Language');
// Whoever holds an office or looks because of one: the others are no offices (`Role::is_staff`).
const roles = enumOf('access/role.rs', 'Role').filter(
  (role) => !['anyone', 'account', 'member', 'system', 'operator'].includes(role),
);
const scopes = answersOf('access/role.rs', 'scope_kind');
const professions = enumOf('people/invitations/model.rs', 'Profession');
const categories = enumOf('service/slots/model.rs', 'Category');
// Who keeps people apart sees that alone (`Seen::Apart`), which stands in no copy.
const told = (file: string, name: string) => enumOf(file, name).filter((word) => word !== 'apart');
const centres = names.centres.map(({ code }) => code);
const writtenIn = names.writtenLanguages.map(({ code }) => code);

/** Every code that can stand in a column of codes, and where the server says so. */
const canStand: Record<string, readonly string[]> = {
  'accounts.language': ours,
  'accounts.state': enumOf('people/accounts/model.rs', 'AccountState'),
  'accounts.supervision': enumOf('people/accounts/model.rs', 'Supervision'),
  'accounts.supervision_answer': enumOf('people/accounts/model.rs', 'SupervisionAnswer'),
  'accounts.notice_language': ours,
  'accounts.centre': centres,
  'sign_ins.proven_by': enumOf('people/sign_ins/model.rs', 'Way'),
  'factors.kind': enumOf('people/factors/model.rs', 'FactorKind'),
  'link_tokens.purpose': enumOf('people/accounts/model.rs', 'Purpose'),
  'grants.role': roles,
  'grants.scope_kind': scopes,
  'grants.scope': [],
  'grants.profession': professions,
  'invitations.role': roles,
  'invitations.scope_kind': scopes,
  'invitations.scope': [],
  'invitations.profession': professions,
  'invitations.language': ours,
  'mentors.state': stages,
  'mentors.centre': centres,
  'module_results.module': names.modules.map(({ code }) => code),
  'mentor_history.event': answersOf('mentoring/mentors/record.rs', 'word'),
  'mentor_history.state': stages,
  'pairings.state': enumOf(held, 'PairingState'),
  'pairings.centre': centres,
  'pairings.mentor_consent': consents,
  'pairings.mentor_goes_on': consents,
  'pairings.pic_consent': consents,
  'pairings.pic_goes_on': consents,
  'pairings.ending': enumOf(held, 'Ending'),
  'pairing_history.event': enumOf(held, 'Step'),
  'supervisees.state': enumOf('people/supervisees/model.rs', 'SuperviseeState'),
  'standing_clearances.kind': enumOf('service/clearances/model.rs', 'StandingKind'),
  'standing_clearances.category': categories,
  'clearances.category': categories,
  'clearances.state': enumOf('service/clearances/model.rs', 'ClearanceState'),
  'checks.kind': enumOf('people/checks/model.rs', 'CheckKind'),
  'bookings.state': enumOf('service/bookings/model.rs', 'BookingState'),
  'bookings.notice': enumOf('service/bookings/model.rs', 'Notice'),
  'commitments.kind': enumOf('people/diary/model.rs', 'CommitmentKind'),
  'hours_ledger.purpose': enumOf('service/attendance/model.rs', 'ServicePurpose'),
  'outbox.kind': kinds,
  'outbox.language': ours,
  // The check of the column in the migrations.
  'outbox.state': ['waiting', 'sent', 'given_up'],
  'looks.role': roles,
  'looks.seen': told('access/look.rs', 'Seen'),
  'looks.purpose': told('access/look.rs', 'Purpose'),
  'emergencies.cause': enumOf('rights/emergencies/model.rs', 'Cause'),
  'emergencies.verdict': enumOf('rights/emergencies/model.rs', 'Verdict'),
  'data_requests.kind': enumOf('rights/requests/model.rs', 'RequestKind'),
  'data_requests.way': enumOf('rights/requests/model.rs', 'RequestWay'),
  'data_requests.language': ours,
  'data_requests.state': enumOf('rights/requests/model.rs', 'RequestState'),
  'data_requests.notes': enumOf('rights/requests/model.rs', 'NotesDecision'),
  'consents.purpose': enumOf('people/consents/model.rs', 'ConsentPurpose'),
  'consents.step': enumOf('people/consents/model.rs', 'ConsentStep'),
  'consents.way': enumOf('people/consents/model.rs', 'ConsentWay'),
  'consents.text_version': ['1'],
  'consents.language': [...ours, ...writtenIn],
  'referrals.centre': centres,
  'referrals.state': enumOf('mentoring/referrals/model.rs', 'ReferralState'),
};

const rows = `${read('src/rights/copies/store/account.rs')}${read('src/rights/copies/store/custody.rs')}`;
/** Every column of a copy with its kind, and the kind of row in which it stands. */
const columns = [...rows.matchAll(/^ {4}(\w+) \{([\s\S]*?)\}$/gm)].flatMap(([, of, body]) =>
  [...body!.matchAll(/\w+\.(\w+): [\w<>]+ => (\w+)/g)].map(([, name, kind]) => ({
    of: of!,
    name: name!,
    kind: kind!.toLowerCase(),
  })),
);

beforeAll(() => vi.stubGlobal('document', { cookie: '', documentElement: { lang: '' } }));

test('every column of codes of the server is known here, and no other', () => {
  const there = columns.filter(({ kind }) => kind === 'code').map(({ of, name }) => `${of}.${name}`);
  expect([...new Set(there)].toSorted()).toEqual(Object.keys(canStand).toSorted());
});

describe.each(languages)('in %s', (language) => {
  beforeAll(async () => {
    await chooseLanguage(language);
    await loadWords('rights', 'mentorForm', 'bookings', 'staff');
  });

  test('every code has words', () => {
    const tell = teller(names);
    const without = Object.entries(canStand).flatMap(([column, all]) => {
      const [of, name] = column.split('.') as [string, string];
      const textOf = (value: string) => tell({ of, cells: [{ name, kind: 'code', value }] })[0]?.text ?? '';
      return all
        .filter((code) => ['', code].includes(textOf(code)) && !isEnglish(code))
        .map((code) => [column, code]);
    });
    // In English some codes are words; the type check holds that no language lacks any that another has.
    function isEnglish(code: string) {
      return language === 'en' && /^[a-z]+$/.test(code);
    }
    expect(without).toEqual([]);
  });

  test('every row and column is called by a word', () => {
    const { copy } = words();
    expect(columns.map(({ of }) => of).filter((of) => !Object.hasOwn(copy.rows, of))).toEqual([]);
    const shown = columns.filter(({ name, kind }) => kind !== 'key' && !documents[name]);
    expect(shown.filter(({ name }) => !Object.hasOwn(copy.columns, name))).toEqual([]);
  });

  test.each([
    ['a mentor', copyOfAMentor],
    ['a person in custody', copyOfAReferral],
  ])('the copy of %s has no codes, and tells nothing three times', (_, copy) => {
    const tell = teller(names);
    const lines = copy.parts.flatMap(({ rows: all }) => all.flatMap(tell));
    expect(lines.length).toBeGreaterThan(25);
    const texts = lines.flatMap(({ label, text }) => [label, text]);
    expect(texts.filter((text) => /[a-z]+_[a-z]+|[0-9a-f]{40,}|MFRC-|undefined|\[object/.test(text))).toEqual(
      [],
    );
    const titles = ['探訪長者', '探访长者', 'Visiting the elderly'];
    expect(texts.filter((text) => titles.filter((title) => text.includes(title)).length > 1)).toEqual([]);
  });
});

test('every document of the server is told by its parts', async () => {
  await chooseLanguage('zh-Hant');
  const tables = others(names);
  const without = columns.filter(
    ({ of, name, kind }) =>
      kind === 'document' && !documents[name] && !tables[name] && !tables[`${of}.${name}`],
  );
  expect(without).toEqual([]);
});

test('the same word is told by its column, hours as hours, days with their year, texts in one language', async () => {
  await chooseLanguage('zh-Hant');
  const tell = teller(names);
  const text = (of: string, name: string, kind: Cell['kind'], value: unknown) =>
    tell({ of, cells: [{ name, kind, value }] })[0]?.text.replaceAll('\u2060', '');
  expect(text('data_requests', 'state', 'code', 'withdrawn')).toBe('已收回');
  expect(text('referrals', 'state', 'code', 'withdrawn')).toBe('已撤回');
  expect(text('consents', 'way', 'code', 'app')).toBe('在自己的頁面');
  expect(text('factors', 'kind', 'code', 'app')).toBe('驗證碼程式');
  expect(text('hours_ledger', 'quarters', 'number', -6)).toBe('−1.5小時');
  expect(text('looks', 'at', 'moment', '2025-11-24T01:30:00Z')).toBe('2025年11月24日上午9:30');
  expect(text('bookings', 'title', 'document', { en: 'Tea', zhHans: '饮茶', zhHant: '飲茶' })).toBe('飲茶');
  expect(text('bookings', 'title', 'document', { en: 'Tea' })).toBe('Tea');
  // What somebody wrote stays, though it is a word of some list.
  expect(text('hours_ledger', 'reason', 'words', 'in_person')).toBe('in_person');
  // An organisation is kept by a key, which says nothing.
  expect(text('grants', 'scope', 'code', '0198c0de-0000-7000-8000-000000000001')).toBeUndefined();
});

test('every answer of a mentor and every fact of a referral has its line', () => {
  const api = JSON.parse(read('frontend/openapi.json')) as {
    components: { schemas: Record<string, { properties: object }> };
  };
  const answers = Object.keys(api.components.schemas.Answers!.properties);
  expect(Object.keys(documents.answers!(names)).toSorted()).toEqual(answers.toSorted());
  const facts = /pub struct Facts \{([\s\S]*?)\n\}/.exec(read('src/mentoring/referrals/model.rs'))![1]!;
  const kept = [...facts.matchAll(/pub (\w+):/g)].map(([, name]) => name!);
  // Who else is named there stands in no copy.
  const own = kept.filter((name) => name !== 'stated_exclusions');
  expect(Object.keys(documents.facts!(names)).toSorted()).toEqual(own.toSorted());
});

test('every choice in an answer or a fact has words', async () => {
  await chooseLanguage('zh-Hant');
  const model = 'mentoring/mentors/answers.rs';
  const amounts = enumOf(model, 'Amount');
  const comforts = enumOf(model, 'Comfort');
  const choices: [document: string, field: string, values: unknown[]][] = [
    ['answers', 'gender', ['M', 'F', 'X']],
    ['answers', 'modes', enumOf(model, 'Mode').map((mode) => [mode])],
    ['answers', 'languages', enumOf(model, 'LanguageLevel').map((level) => [{ code: 'yue', level }])],
    ['answers', 'offers', amounts.map((skill) => ({ skill }))],
    ['answers', 'stageComfort', comforts.map((act) => ({ act }))],
    ['answers', 'underSupervision', enumOf('people/accounts/model.rs', 'SupervisionAnswer')],
    ['facts', 'gender', ['M', 'F', 'X']],
    ['facts', 'focus', enumOf('mentoring/referrals/model.rs', 'Focus')],
    ['facts', 'needs', enumOf('mentoring/referrals/model.rs', 'Need').map((skill) => ({ skill }))],
  ];
  for (const [document, field, values] of choices) {
    const fields = documents[document]!(names);
    const texts = values.map((value) => linesOf(fields, { [field]: value })[0]!.text);
    expect(texts.filter((text) => /[A-Za-z]/.test(text))).toEqual([]);
  }
});
