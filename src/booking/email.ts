import { read, refuse, type Reading } from './problem.js';

/** The longest address that mail can be sent to: RFC 5321, 4.5.3.1.3, less its two brackets. */
const longest = 254;

/** Marks that nobody sees, as a copied address may bring along. */
const unseen = /\p{Cf}+/gu;

/** One `@`, no white space, and a domain of at least two labels, each of letters, digits and inner hyphens. */
const shape =
  /^[^\s\p{Cc}@<>()[\]\\,;:"]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]*[\p{L}\p{N}]$/u;

/** Reads an email address; only mail itself can tell whether it is somebody's. */
export const readEmail = (typed: string): Reading<string, 'email-missing' | 'email-incomplete'> => {
  const email = typed.replace(unseen, '').trim();
  if (email === '') return refuse('email-missing');
  const local = email.slice(0, email.lastIndexOf('@'));
  if (email.length > longest || !shape.test(email) || /^\.|\.\.|\.$/.test(local))
    return refuse('email-incomplete');
  return read(email);
};
