import { expect, test } from 'vitest';
import { SignIn, type Opened } from './sign-in.ts';

interface Account {
  name: string;
}

/** A server that knows one refresh cookie shared by all tabs, and rotates it as the real one does. */
class Server {
  cookie = 'r0';
  token = 'a0';
  renewals = 0;
  down = false;
  seen: string[] = [];

  /** The browser attaches the cookie when the request leaves, so a renewal that overtakes another shows here. */
  send = async (request: Request): Promise<Response> => {
    const path = new URL(request.url).pathname;
    const cookie = this.cookie;
    await Promise.resolve();
    if (this.down) return new Response('{}', { status: 503 });
    if (path === '/api/v1/sign-ins/refresh') {
      if (cookie === '' || cookie !== this.cookie)
        return new Response('{"code":"session_ended"}', { status: 401 });
      this.renewals += 1;
      this.cookie = `r${this.renewals}`;
      this.token = `a${this.renewals}`;
      return Response.json(this.opened());
    }
    const bearer = request.headers.get('authorization');
    this.seen.push(`${bearer} ${await request.text()}`);
    return new Response(null, { status: bearer === `Bearer ${this.token}` ? 200 : 401 });
  };

  opened(expiresAt = '2026-11-23T09:00:00Z'): Opened<Account> {
    return { accessToken: this.token, expiresAt, account: { name: 'Ho' } };
  }
}

/** The lock of one browser: one at a time, whatever the tab. */
function lock() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

const NOW = Date.parse('2026-11-23T08:00:00Z');

function tab(server: Server, alone = lock(), visited = false) {
  const accounts: (Account | undefined)[] = [];
  const signIn = new SignIn<Account>({
    send: server.send,
    alone,
    now: () => NOW,
    changed: (a) => accounts.push(a),
    visited,
  });
  return { signIn, accounts };
}

const post = (body: string) => new Request('http://localhost/api/v1/x', { method: 'POST', body });

test('a request carries the token', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  signIn.open(server.opened());
  expect((await signIn.fetch(post('hello'))).status).toBe(200);
  expect(server.seen).toEqual(['Bearer a0 hello']);
});

test('a token that ended is renewed and the request is sent again with its body', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  signIn.open(server.opened());
  server.token = 'another';
  expect((await signIn.fetch(post('keep me'))).status).toBe(200);
  expect(server.seen).toEqual(['Bearer a0 keep me', 'Bearer a1 keep me']);
});

test('many requests at once wait for one renewal', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  signIn.open(server.opened());
  server.token = 'another';
  const answers = await Promise.all(['1', '2', '3'].map((body) => signIn.fetch(post(body))));
  expect(answers.map((answer) => answer.status)).toEqual([200, 200, 200]);
  expect(server.renewals).toBe(1);
});

test('a token about to end is renewed before the request leaves', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  signIn.open(server.opened('2026-11-23T08:00:10Z'));
  await signIn.fetch(post('x'));
  expect(server.seen).toEqual(['Bearer a1 x']);
});

test('two tabs renewing at once both stay signed in', async () => {
  const server = new Server();
  const alone = lock();
  const [one, two] = [tab(server, alone), tab(server, alone)];
  expect(await Promise.all([one.signIn.renew(), two.signIn.renew()])).toEqual([true, true]);
});

test('without the lock the second tab would lose it: the lock is what keeps it', async () => {
  const server = new Server();
  const together = <T>(work: () => Promise<T>) => work();
  const [one, two] = [tab(server, together), tab(server, together)];
  expect(await Promise.all([one.signIn.renew(), two.signIn.renew()])).toEqual([true, false]);
});

test('an ended sign-in answers once with 401, and the tab knows', async () => {
  const server = new Server();
  const { signIn, accounts } = tab(server);
  signIn.open(server.opened());
  server.token = 'another';
  server.cookie = '';
  expect((await signIn.fetch(post('x'))).status).toBe(401);
  expect(accounts.at(-1)).toBeUndefined();
  expect(signIn.isOpen).toBe(false);
});

test('a request that leaves while the sign-in is being found waits for it', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  const [found, answer] = await Promise.all([signIn.renew(), signIn.fetch(post('early'))]);
  expect(found).toBe(true);
  expect(answer.status).toBe(200);
  expect(server.seen).toEqual(['Bearer a1 early']);
});

test('a request of a returning visitor finds the sign-in first', async () => {
  const server = new Server();
  const { signIn } = tab(server, lock(), true);
  expect((await signIn.fetch(post('first'))).status).toBe(200);
  expect(server.seen).toEqual(['Bearer a1 first']);
});

test('somebody who signs in again in another tab can go on in this one', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  signIn.open(server.opened());
  server.token = 'another';
  server.cookie = '';
  expect((await signIn.fetch(post('x'))).status).toBe(401);
  server.cookie = 'signed in again';
  expect((await signIn.fetch(post('x'))).status).toBe(200);
});

test('a server that is away signs nobody out', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  signIn.open(server.opened());
  server.down = true;
  await expect(signIn.renew()).rejects.toMatchObject({ status: 503 });
  expect(signIn.isOpen).toBe(true);
});
