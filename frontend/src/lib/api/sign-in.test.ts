import { expect, test } from 'vitest';
import { SignIn, type Opened } from './sign-in.ts';

interface Account {
  id: string;
  name: string;
}

/** A server that knows one refresh cookie shared by all tabs, and rotates it as the real one does. */
class Server {
  cookie = 'r0';
  token = 'a0';
  renewals = 0;
  down = false;
  /** Whose the cookie is. */
  who = 'ho';
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
    return {
      accessToken: this.token,
      expiresAt,
      owner: this.who,
      factor: 'none',
      ways: [],
      account: { id: this.who, name: 'Ho' },
    };
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

/** What somebody does who is asked for their password. */
type Asked = (signIn: SignIn<Account>) => Promise<boolean>;

function tab(
  server: Server,
  alone = lock(),
  visited = false,
  password: Asked = () => Promise.resolve(false),
) {
  const accounts: (Account | undefined)[] = [];
  const strays: true[] = [];
  const signIn: SignIn<Account> = new SignIn<Account>({
    send: server.send,
    alone,
    now: () => NOW,
    changed: (a) => accounts.push(a),
    visited,
    strayed: () => strays.push(true),
  });
  signIn.show = () => password(signIn);
  return { signIn, accounts, strays };
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

test('a request that left just before the sign-in was being found is sent again with it', async () => {
  const server = new Server();
  const { signIn } = tab(server);
  const [answer, found] = await Promise.all([signIn.fetch(post('early')), signIn.renew()]);
  expect(found).toBe(true);
  expect(answer.status).toBe(200);
  expect(server.seen).toEqual(['null early', 'Bearer a1 early']);
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

/** The sign-in of a tab has ended on the server. */
function ended(server: Server, password?: Asked) {
  const there = tab(server, lock(), false, password);
  there.signIn.open(server.opened());
  server.token = 'another';
  server.cookie = '';
  return there;
}

test('whoever gives the password again goes on with the same requests', async () => {
  const server = new Server();
  const { signIn } = ended(server, (of) => {
    server.cookie = 'r1';
    server.token = 'fresh';
    of.open(server.opened());
    return Promise.resolve(true);
  });
  expect((await signIn.fetch(post('keep me'))).status).toBe(200);
  expect(server.seen).toEqual(['Bearer a0 keep me', 'Bearer fresh keep me']);
});

test('whoever would rather not keeps the page, and is asked again for the next act', async () => {
  const server = new Server();
  let asked = 0;
  const { signIn } = ended(server, () => {
    asked += 1;
    return Promise.resolve(false);
  });
  expect((await signIn.fetch(post('1'))).status).toBe(401);
  expect((await signIn.fetch(post('2'))).status).toBe(401);
  expect(asked).toBe(2);
});

test('nobody is asked for a password on a page of nobody', async () => {
  const server = new Server();
  const { signIn } = tab(server, lock(), false, () => Promise.reject(new Error('asked')));
  expect((await signIn.fetch(post('x'))).status).toBe(401);
  expect(await signIn.again()).toBe(false);
});

test('what somebody wrote is never sent as somebody else who signed in meanwhile', async () => {
  const server = new Server();
  const { signIn, strays, accounts } = ended(server);
  server.cookie = 'of another tab';
  server.who = 'mei';
  void signIn.fetch(post('mine alone'));
  await expect.poll(() => strays).toEqual([true]);
  expect(server.seen).toEqual(['Bearer a0 mine alone']);
  expect(accounts.map((a) => a?.id)).toEqual(['ho']);
});
