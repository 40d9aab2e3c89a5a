import { read, refuse, type Reading } from '../result.js';

/**
 * The maximum length of an address that mail can be sent to: RFC 5321, 4.5.3.1.3, without its two angle brackets.
 */
const longest = 254;

/** Invisible format characters, which a copied address may contain. */
const unseen = /\p{Cf}+/gu;

/** One `@`, no white space, and a domain of at least two labels, each of letters, digits and inner hyphens. */
const shape =
  /^[^\s\p{Cc}@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]*[\p{L}\p{N}]$/u;

/** Parses an email address. It cannot check that the address exists: only sending mail shows that. */
export const readEmail = (typed: string): Reading<string, 'email_missing' | 'email_incomplete'> => {
  const email = typed.replace(unseen, '').trim();
  if (email === '') return refuse('email_missing');
  const local = email.slice(0, email.lastIndexOf('@'));
  if (email.length > longest || !shape.test(email) || /^\.|\.\.|\.$/.test(local))
    return refuse('email_incomplete');
  return read(email);
};

/** The most common mail domains in the UK. */
const wellKnown =
  'gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.co.uk yahoo.com yahoo.co.uk icloud.com btinternet.com virginmedia.com talktalk.net ntlworld.com blueyonder.co.uk protonmail.com'.split(
    ' ',
  );

/**
 * Returns the number of letters that must be added, removed, changed or swapped with their neighbour to turn one
 * word into the other (optimal string alignment distance).
 */
const distance = (one: string, other: string): number => {
  const rows: number[][] = [];
  for (let i = 0; i <= one.length; i += 1) {
    const row = (rows[i] = [i]);
    for (let j = 1; j <= other.length; j += 1) {
      const at = (up: number, left: number): number => rows[i - up]?.[j - left] ?? Infinity;
      const isSame = one[i - 1] === other[j - 1];
      const isSwapped = one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      row[j] =
        i === 0
          ? j
          : Math.min(
              at(1, 0) + 1,
              at(0, 1) + 1,
              at(1, 1) + (isSame ? 0 : 1),
              isSwapped ? at(2, 2) + 1 : Infinity,
            );
    }
  }
  return rows[one.length]?.[other.length] ?? Infinity;
};

/**
 * Returns a suggestion if the domain looks like a typing error ("gmial.com"), else null. It is a hint that never
 * blocks the user.
 */
export const suggestEmail = (typed: string): string | null => {
  const email = typed.trim();
  const at = email.lastIndexOf('@');
  const domain = email.slice(at + 1).toLowerCase();
  if (at < 1 || domain.length < 6 || wellKnown.includes(domain)) return null;
  const [best] = wellKnown
    .map((name) => ({ name, far: distance(domain, name) }))
    .sort((a, b) => a.far - b.far);
  return best && best.far <= 2 ? `${email.slice(0, at)}@${best.name}` : null;
};
