import { expect, type APIRequestContext, type Page } from '@playwright/test';
import { linkTo } from './letters.ts';

/** The password of every person of the demo. */
const PASSWORD = 'two-people-one-road';

/** The words of the sign-in page; it speaks the language of the browser. */
const words = {
  'zh-Hant': { email: '電郵', password: '密碼', signIn: '登入', fillIn: '填上', goOn: '繼續' },
  en: { email: 'E-mail', password: 'Password', signIn: 'Sign in', fillIn: 'Fill it in', goOn: 'Go on' },
  'zh-Hans': { email: '电邮', password: '密码', signIn: '登录', fillIn: '填上', goOn: '继续' },
} as const;

export type Language = keyof typeof words;

/** A member who signed up for one test, so that no other test sees what they do. */
export interface Member {
  address: string;
  password: string;
}

/** Signs up a member and confirms their address by the link in the letter. */
export async function newMember(
  request: APIRequestContext,
  preferredName: string,
  underSupervision: 'yes' | 'no',
  language: Language = 'zh-Hant',
): Promise<Member> {
  const address = `member-${crypto.randomUUID()}@example.test`;
  const password = 'four plain words walking';
  const signedUp = await request.post('/api/v1/accounts', {
    data: { email: address, password, preferredName, language, noticeVersion: '2', underSupervision },
  });
  expect(signedUp.status()).toBe(202);
  const token = /token=([\w-]+)/.exec(await linkTo(address))?.[1];
  const confirmed = await request.post('/api/v1/accounts/verification', { data: { token } });
  expect(confirmed.status()).toBe(204);
  return { address, password };
}

/** Those of the demo's people who hold no office, so that nobody asks them for a second factor. */
const withoutOffice = ['applicant', 'mentor', 'supervisee'];

/** Signs in one of the demo's people, or a member of the test's own, through the page. */
export async function signIn(page: Page, who: string | Member, language: Language = 'zh-Hant') {
  const { address, password } =
    typeof who === 'string' ? { address: `${who}@demo.alongside.test`, password: PASSWORD } : who;
  const say = words[language];
  await page.goto('/sign-in');
  await page.getByLabel(say.email).fill(address);
  await page.getByLabel(say.password, { exact: true }).fill(password);
  await page.getByRole('button', { name: say.signIn, exact: true }).click();
  if (typeof who === 'string' && !withoutOffice.includes(who)) await proveByDemo(page, language);
}

/** Signs somebody in without the page, where signing in is not what is looked at; calls the API as them. */
export const signInAtOnce = (page: Page, who: string | Member) => callAs(page.request, who);

/** Proves the second factor of one of the demo's staff by the code that the page tells on a demo. */
export async function proveByDemo(page: Page, language: Language = 'zh-Hant') {
  const say = words[language];
  await page.getByRole('button', { name: say.fillIn }).click();
  await page.getByRole('button', { name: say.goOn, exact: true }).click();
}

/** The code by which staff find a member. */
export async function codeOf(request: APIRequestContext, member: Member): Promise<string> {
  return (await me(request, member)).account.code;
}

/** Registers a member as somebody's supervisee who may not meet others with a record, by the officer of the demo. */
export async function superviseMember(request: APIRequestContext, member: Member) {
  const code = await codeOf(request, member);
  const officer = await me(request, { address: 'officer@demo.alongside.test', password: PASSWORD });
  const registered = await request.post('/api/v1/supervisees', {
    headers: { authorization: `Bearer ${officer.accessToken}` },
    data: { code, endsOn: inSixMonths(), associationCondition: true },
  });
  expect(registered.status()).toBe(201);
}

/** Calls the API as somebody: a demo name, or a member of the test's own. */
export async function callAs(request: APIRequestContext, who: string | Member) {
  const person =
    typeof who === 'string' ? { address: `${who}@demo.alongside.test`, password: PASSWORD } : who;
  const headers = { authorization: `Bearer ${(await me(request, person)).accessToken}` };
  return async <T>(method: string, path: string, data: unknown): Promise<T> => {
    const answer = await request.fetch(`/api/v1${path}`, { method, headers, data });
    expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
    const text = await answer.text();
    return (text ? JSON.parse(text) : undefined) as T;
  };
}

/** Ends every sign-in that somebody has, as if from another device. */
export async function endSignIns(request: APIRequestContext, who: string | Member) {
  const call = await callAs(request, who);
  const { items } = await call<{ items: { id: string; current: boolean }[] }>('GET', '/sign-ins', undefined);
  for (const { id, current } of items) if (!current) await call('DELETE', `/sign-ins/${id}`, undefined);
}

/** Answers for a member what everybody is asked once, before their first booking. */
export async function answerOnce(request: APIRequestContext, member: Member) {
  const call = await callAs(request, member);
  await call('PUT', '/me/unpaid-work', { confirmed: true });
  await call('PUT', '/me/birth-month', { birthMonth: '1990-05' });
}

/** Sends a member's application as a mentor, every question answered; its id. */
export async function applyAsMentor(request: APIRequestContext, member: Member): Promise<string> {
  const call = await callAs(request, member);
  const morning = '000000fff000';
  const noDay = '000000000000';
  const { id, version } = await call<Versioned>('POST', '/me/mentor', {});
  const answers = {
    gender: 'M',
    birthMonth: '1985-04',
    district: 'yau_tsim_mong',
    centre: 'MFRC-MK',
    motivation: '有人等過我，我也想等別人。',
    languages: [{ code: 'yue', level: 'feelings' }],
    interests: ['football', 'hiking'],
    strengths: '有耐性，肯聽。',
    themes: ['trust'],
    themesShared: true,
    offers: { belonging: 'lot', skill: 'some', choice: 'little', meaning: 'some' },
    stageComfort: { act: 'home', identity: 'fine', relational: 'learning' },
    modes: ['in_person'],
    availability: [noDay, morning, noDay, morning, noDay, noDay, noDay].join(''),
    capacityWish: 1,
    underSupervision: 'no',
    neverSupervised: true,
    heldAt: [],
    matchConsent: true,
  };
  const answered = await call<Versioned>('PATCH', '/me/mentor', { version, answers });
  await call('POST', '/me/mentor/submission', { version: answered.version });
  return id;
}

interface Versioned {
  id: string;
  version: number;
}

/** A day half a year from now. */
export function inSixMonths(): string {
  const day = new Date();
  day.setMonth(day.getMonth() + 6, 1);
  return day.toISOString().slice(0, 10);
}

/** How somebody is signed in, by the API. */
interface SignedIn {
  accessToken: string;
  factor: string;
  account: { code: string };
}

async function me(request: APIRequestContext, { address, password }: Member) {
  const opened = await request.post('/api/v1/sign-ins', { data: { email: address, password } });
  expect(opened.status()).toBe(200);
  const signedIn = (await opened.json()) as SignedIn;
  if (signedIn.factor !== 'to_prove') return signedIn;
  const headers = { authorization: `Bearer ${signedIn.accessToken}` };
  const told = await request.get('/api/v1/sign-ins/current/demo-code', { headers });
  const { code } = (await told.json()) as { code: string };
  const data = { way: 'app', code };
  const proven = await request.post('/api/v1/sign-ins/current/proofs', { headers, data });
  expect(proven.status()).toBe(200);
  return (await proven.json()) as SignedIn;
}

/** A way at the side of the desk, whatever number of things waits behind it. */
export function side(page: Page, name: string) {
  const ways = page.getByRole('navigation', { name: '主要頁面' });
  return ways.getByRole('link', { name: new RegExp(`^${name}\\s*\\d*$`) });
}

/** Goes by a way at the side of the desk, and waits for the page: the one before may name the same things. */
export async function turnTo(page: Page, name: string) {
  const way = side(page, name);
  const address = (await way.getAttribute('href')) ?? '';
  await way.click();
  await expect(page).toHaveURL(({ pathname }) => pathname === address);
}

/** Signs the demo's administrator in, who writes an invitation of a coordinator and has not sent it yet. */
export async function fillInvitation(page: Page, address: string) {
  await signIn(page, 'admin');
  await expect(page).toHaveURL('/desk');
  await turnTo(page, '邀請');
  await page.getByLabel('電郵', { exact: true }).fill(address);
  await page.getByLabel('崗位').selectOption({ label: '計劃統籌主任' });
  await page.getByLabel('中心').selectOption({ index: 1 });
  await page.getByLabel('電郵語言').selectOption({ label: '繁體中文' });
}

/** Signs the demo's privacy officer in, who says the second word for an invitation. */
export async function approveInvitation(page: Page, address: string) {
  await signIn(page, 'privacy');
  await expect(page).toHaveURL('/desk');
  await page.getByRole('link', { name: /批准邀請/ }).click();
  await page.getByRole('button', { name: `批准給${address}的邀請` }).click();
  await page.getByRole('dialog').getByRole('button', { name: '批准', exact: true }).click();
  await expect(page.getByRole('row', { name: new RegExp(address) })).toContainText('已寄出');
}
