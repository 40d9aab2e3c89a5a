import type { Prefill } from '../../../domain/patient/prefill.js';

/** A control of the shop, whatever kind it is of. */
export type ShopField = HTMLElement & { readonly value?: string };

type Address = Record<string, string>;

/** The first that a selector names: in the element's own root, then in the document; null for one that is none. */
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

/** Delivery before what says nothing, and that before the payer's: the visit is where the order goes. */
const rankOf = (tokens: readonly string[]): number =>
  tokens.includes('shipping') ? 0 : tokens.includes('billing') ? 2 : 1;

interface Found {
  readonly field: ShopField;
  readonly token: string;
  readonly rank: number;
  /** Fields of one section and kind belong together. */
  readonly group: string;
}

/** The fields of a form with an `autocomplete` token (https://html.spec.whatwg.org/#autofill) that a person sees, the best first. */
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

/** What a group of fields says, by token. */
const saidIn = (fields: readonly Found[]): Address => {
  const said: Address = {};
  for (const { token, field } of fields) said[token] ||= (field.value ?? '').trim();
  return said;
};

const prefillOf = (fields: readonly Found[]): Prefill => {
  const groups = [...new Set(fields.map(({ group }) => group))].map((group) =>
    saidIn(fields.filter((field) => field.group === group)),
  );
  /** All of one group: a flat of one address must not get into another. */
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

/** The shop's postcode field, and what its form says of the person who books. */
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
