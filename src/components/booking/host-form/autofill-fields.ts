import type { Prefill } from '../../../domain/patient/prefill.js';

/** A form control of the merchant's page, of any kind. */
export type ShopField = HTMLElement & { readonly value?: string };

type Address = Record<string, string>;

/**
 * Returns the first element that matches the selector in an attribute: in the element's own root, then in the
 * document. Null without a match, and for an invalid selector.
 */
const find = (element: HTMLElement, attribute: string): HTMLElement | null => {
  const selector = element.getAttribute(attribute);
  if (!selector) return null;
  try {
    const root = element.getRootNode() as ParentNode;
    return root.querySelector<HTMLElement>(selector) ?? document.querySelector(selector);
  } catch {
    return null;
  }
};

/**
 * Ranks the fields of a delivery address first, then unmarked fields, then those of a billing address: the visit takes
 * place where the order is delivered.
 */
const rankOf = (tokens: readonly string[]): number =>
  tokens.includes('shipping') ? 0 : tokens.includes('billing') ? 2 : 1;

interface Found {
  readonly field: ShopField;
  readonly token: string;
  readonly rank: number;
  /** Identifies fields that belong together: those of one section and rank. */
  readonly group: string;
}

/**
 * Returns the fields of a form that have an `autocomplete` token, best first: https://html.spec.whatwg.org/#autofill
 * Disabled and invisible fields are left out, but not those of type `hidden`.
 */
const fieldsIn = (form: HTMLElement): readonly Found[] =>
  [...form.querySelectorAll<HTMLInputElement>('[autocomplete]')]
    .filter((field) => !field.disabled && (field.type === 'hidden' || field.checkVisibility()))
    .map((field) => {
      const tokens = field.autocomplete.toLowerCase().split(/\s+/);
      const token = tokens.filter((part) => part !== 'webauthn').at(-1) ?? '';
      const rank = rankOf(tokens);
      const section = tokens.find((part) => part.startsWith('section-')) ?? '';
      return { field, token, rank, group: `${section} ${String(rank)}` };
    })
    .sort((a, b) => a.rank - b.rank);

/** Returns the values of a group of fields, by token. */
const saidIn = (fields: readonly Found[]): Address => {
  const said: Address = {};
  for (const { token, field } of fields) said[token] ||= (field.value ?? '').trim();
  return said;
};

const prefillOf = (fields: readonly Found[]): Prefill => {
  const groups = [...new Set(fields.map(({ group }) => group))].map((group) =>
    saidIn(fields.filter((field) => field.group === group)),
  );
  /** Returns the first group with one of the tokens: parts of different addresses must not be mixed. */
  const first = (...tokens: string[]): Address =>
    groups.find((said) => tokens.some((token) => said[token])) ?? {};
  const whole = saidIn(fields.filter(({ field }) => field.value));
  const person = first('given-name', 'family-name', 'name');
  const place = first('address-line1', 'street-address');
  const [, names = '', last = ''] = /^(.*?)\s*(\S*)$/.exec(person.name ?? '') ?? [];
  const [line1, line2] = place['street-address']?.split('\n') ?? [];
  const prefill: Record<string, string | undefined> = {
    firstName: person['given-name'] || names || last,
    lastName: person['family-name'] || (names && last),
    birthDate: whole.bday,
    phone: whole.tel,
    email: whole.email,
    line1: place['address-line1'] || line1,
    line2: place['address-line2'] || line2,
    town: place['address-level2'],
    postcode: place['postal-code'],
  };
  return Object.fromEntries(Object.entries(prefill).filter(([, value]) => value));
};

/** Returns the merchant's postcode field, and the details of the person who books in the merchant's form. */
export const lookUp = (
  element: HTMLElement,
): { readonly postcode: ShopField | null; readonly prefill: Prefill } => {
  const form = find(element, 'prefill-from');
  const fields = form ? fieldsIn(form) : [];
  const postcode = element.hasAttribute('postcode-from')
    ? find(element, 'postcode-from')
    : (fields.find(({ token }) => token === 'postal-code')?.field ?? null);
  return { postcode, prefill: prefillOf(fields) };
};
