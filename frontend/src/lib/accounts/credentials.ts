// What can be said of an address and a password before they are sent (`src/people/accounts`). Whether a password is easily
// guessed only the server knows.
import { wordFault } from '#lib/api/problem.ts';
import { counted } from '#lib/base/counted.ts';
import { most } from '#lib/base/lengths.ts';
import { folded } from '#lib/base/typing.ts';

const SHORTEST = 15;

/** What is wrong with an address. */
export function emailFault(email: string): string | undefined {
  const plain = folded(email).trim();
  if (plain === '') return undefined;
  if (!/^[^\s@]+@[^\s@]+$/.test(plain) || plain.length > 254) return wordFault({ code: 'invalid' });
  return /^[\x21-\x7e]+@/.test(plain) ? undefined : wordFault({ code: 'email_not_ascii' });
}

/** What is wrong with the length of a new password, in which a Chinese character counts twice towards the fewest. */
export function passwordFault(password: string): string | undefined {
  const signs = [...password.normalize('NFC')];
  if (signs.length === 0) return undefined;
  if (counted(signs.join('')) < SHORTEST)
    return wordFault({ code: 'password_too_short', params: { min: SHORTEST } });
  if (signs.length > most.password) return wordFault({ code: 'too_long', params: { max: most.password } });
  return undefined;
}
