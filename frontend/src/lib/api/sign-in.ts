import { Problem } from './problem.ts';

/** What sign-in and refresh answer. */
export interface Opened<Account> {
  accessToken: string;
  expiresAt: string;
  account: Account;
}

type Fetch = (request: Request) => Promise<Response>;
/** Runs the work while no other tab does; Web Locks in the browser. */
type Alone = <T>(work: () => Promise<T>) => Promise<T>;

/** Renew this long before the token ends, so that a request does not have to fail first. */
const EARLY_MS = 30_000;

/**
 * How this tab is signed in. The access token lives in memory only; the refresh token is a cookie that scripts
 * cannot read. Any number of requests wait for one renewal, and tabs renew one after another, so that none of
 * them presents a refresh token another has already used.
 */
export class SignIn<Account> {
  #token: string | undefined;
  #endsAt = 0;
  #renewal: Promise<boolean> | undefined;
  /** There may be a sign-in to renew: of an earlier visit, or opened again in another tab. */
  #lost: boolean;
  readonly #send: Fetch;
  readonly #alone: Alone;
  readonly #now: () => number;
  readonly #changed: (account: Account | undefined) => void;

  constructor(options: {
    send: Fetch;
    alone: Alone;
    now: () => number;
    /** Called with the account after each sign-in and renewal, with nothing when it has ended. */
    changed: (account: Account | undefined) => void;
    /** Whether somebody may still be signed in from an earlier visit. */
    visited: boolean;
  }) {
    this.#lost = options.visited;
    this.#send = options.send;
    this.#alone = options.alone;
    this.#now = options.now;
    this.#changed = options.changed;
  }

  get isOpen(): boolean {
    return this.#token !== undefined;
  }

  /** Takes over what the server answered. */
  open(opened: Opened<Account>) {
    this.#lost = false;
    this.#token = opened.accessToken;
    this.#endsAt = new Date(opened.expiresAt).getTime();
    this.#changed(opened.account);
  }

  /** Forgets the token; the server has ended the sign-in. */
  close() {
    this.#lost = this.#token !== undefined;
    this.#token = undefined;
    this.#changed(undefined);
  }

  /** Renews by the cookie. False when there is nothing to renew; throws when nobody answered. */
  renew(): Promise<boolean> {
    this.#renewal ??= this.#alone(() => this.#ask()).finally(() => (this.#renewal = undefined));
    return this.#renewal;
  }

  /** Sends a request with the token; renews and tries once more when the token has ended. */
  fetch = async (request: Request): Promise<Response> => {
    const ending = this.#token && this.#now() > this.#endsAt - EARLY_MS;
    if (ending || this.#lost || this.#renewal) await this.renew();
    const token = this.#token;
    if (!token) return this.#send(request);
    const again = request.clone();
    const response = await this.#send(withToken(request, token));
    if (response.status !== 401) return response;
    // Another request may have renewed meanwhile; then its token is enough.
    const renewed = this.#token !== token || (await this.renew());
    return renewed && this.#token ? this.#send(withToken(again, this.#token)) : response;
  };

  async #ask(): Promise<boolean> {
    const response = await this.#send(
      new Request(new URL('/api/v1/sign-ins/refresh', origin()), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      }),
    );
    if (response.ok) {
      this.open(await response.json());
      return true;
    }
    if (response.status === 401 || response.status === 403) {
      this.close();
      return false;
    }
    throw new Problem(response.status, await response.json().catch(() => undefined));
  }
}

function withToken(request: Request, token: string): Request {
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${token}`);
  return new Request(request, { headers });
}

function origin(): string {
  return globalThis.location?.origin ?? 'http://localhost';
}
