import { Problem } from './problem.ts';

/** What sign-in, refresh and a proof answer. */
export interface Opened<Account, Way = string> {
  accessToken: string;
  expiresAt: string;
  /** Whose sign-in it is. */
  owner: string;
  /** What it still asks of them: `to_prove` lets them prove a second factor and nothing else. */
  factor: 'none' | 'to_prove' | 'to_enrol' | 'proven';
  /** By what they can prove it. */
  ways: readonly Way[];
  /** Nothing until a second factor that they have is proven. */
  account?: Account | null;
}

type Fetch = (request: Request) => Promise<Response>;
/** Runs the work while no other tab does; Web Locks in the browser. */
type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/** Renew this long before the token ends, so that a request does not have to fail first. */
const EARLY_MS = 30_000;

/** What the sign-in of a tab needs from around it. */
interface Around<Account> {
  send: Fetch;
  alone: Alone;
  now: () => number;
  /** Whether somebody may still be signed in from an earlier visit. */
  visited: boolean;
  /** Called with the account after each sign-in and renewal, with nothing when the sign-in has ended. */
  changed: (account: Account | undefined) => void;
  /** This browser is signed in as somebody else: the page goes away. */
  strayed: () => void;
}

/**
 * How this tab is signed in. The access token lives in memory only; the refresh token is a cookie that scripts
 * cannot read. Any number of requests wait for one renewal, and tabs renew one after another, so that none of
 * them presents a refresh token another has already used.
 */
export class SignIn<Account extends { id: string }, Way = string> {
  #token: string | undefined;
  #endsAt = 0;
  #renewal: Promise<boolean> | undefined;
  /** There may be a sign-in to renew: of an earlier visit, or opened again in another tab. */
  #lost: boolean;
  /** Whose page this is: stays when their sign-in ends, so that nobody else goes on with it. */
  #owner: string | undefined;
  readonly #around: Around<Account>;
  /** By what its owner can prove it. */
  ways: readonly Way[] = [];
  /**
   * How the frame asks whose page this is for their password, or for the second factor where a refusal says so: whether
   * it was given.
   */
  show: (request?: Request, refused?: Response) => Promise<boolean> = () => Promise.resolve(false);

  constructor(around: Around<Account>) {
    this.#around = around;
    this.#lost = around.visited;
  }

  get isOpen(): boolean {
    return this.#token !== undefined;
  }

  /** Takes over what the server answered. */
  open(opened: Opened<Account, Way>) {
    this.#lost = false;
    this.#token = opened.accessToken;
    this.#endsAt = new Date(opened.expiresAt).getTime();
    this.#owner = opened.owner;
    this.ways = opened.ways;
    if (opened.account) this.#around.changed(opened.account);
  }

  /** Forgets the token; the server has ended the sign-in. */
  close() {
    this.#lost = this.#owner !== undefined;
    this.#token = undefined;
    this.#around.changed(undefined);
  }

  /** Renews by the cookie. False when there is nothing to renew; throws when nobody answered. */
  renew(): Promise<boolean> {
    this.#renewal ??= this.#around.alone(() => this.#ask()).finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  /** Asks whose page this is to sign in again, for a request or to go on. False when it is nobody's, or they would not. */
  async again(request?: Request): Promise<boolean> {
    return this.#owner !== undefined && this.show(request);
  }

  /**
   * Sends a request with the token; once it has ended renews it, or asks for the password, and sends the same again. So
   * it does where the server asks for the second factor.
   */
  fetch = async (request: Request): Promise<Response> => {
    const ending = this.#token && this.#around.now() > this.#endsAt - EARLY_MS;
    if (ending || this.#lost || this.#renewal) await this.renew();
    const token = this.#token;
    const again = request.clone();
    const response = await this.#around.send(withToken(request, token));
    if (response.status === 403 && (await this.show(request, response.clone()))) {
      return this.#around.send(withToken(again, this.#token));
    }
    if (response.status !== 401) return response;
    // Another request may have renewed meanwhile, or is about to; then its token is enough.
    await this.#renewal;
    const renewed = this.#token !== token || (token && (await this.renew()));
    const open = renewed || (await this.again(request));
    return open && this.#token ? this.#around.send(withToken(again, this.#token)) : response;
  };

  async #ask(): Promise<boolean> {
    const response = await this.#around.send(
      new Request(new URL('/api/v1/sign-ins/refresh', origin()), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }),
    );
    if (response.ok) {
      const opened: Opened<Account, Way> = await response.json();
      if (this.#owner !== undefined && this.#owner !== opened.owner) {
        this.#around.strayed();
        // Nothing of this page goes on, least of all as somebody else.
        return new Promise(() => undefined);
      }
      this.open(opened);
      return true;
    }
    if (response.status === 401 || response.status === 403) {
      this.close();
      return false;
    }
    throw new Problem(response.status, await response.json().catch(() => undefined));
  }
}

function withToken(request: Request, token: string | undefined): Request {
  if (token) request.headers.set('authorization', `Bearer ${token}`);
  return request;
}

function origin(): string {
  return globalThis.location?.origin ?? 'http://localhost';
}
