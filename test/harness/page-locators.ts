/**
 * Implements the part of Playwright's locator API that `test/fixtures/states.ts` uses, by a script in the page. So the
 * same actions lead to the same states in engines that Playwright cannot drive.
 */
import { shownIn, type } from '../../src/testing/drivers/dom.js';
import { until } from './queries.js';

export interface NameOptions {
  readonly name?: string | RegExp;
  /** Whether the whole name must match. Otherwise a part of it is enough, in any case. */
  readonly exact?: boolean;
}

/** Roles that the locators support. */
export type Role = 'button' | 'checkbox' | 'grid' | 'radio';

/** Elements that a query matches. Playwright's `Locator` implements it as well. */
export interface FoundElements {
  first(): FoundElements;
  nth(index: number): FoundElements;
  waitFor(): Promise<void>;
  click(): Promise<void>;
  check(): Promise<void>;
  fill(text: string): Promise<void>;
}

/** Element to query in: a Playwright `Locator`, or a `Visit`. */
export interface Locators {
  getByRole(role: Role, options?: NameOptions): FoundElements;
  getByLabel(label: string, options?: Pick<NameOptions, 'exact'>): FoundElements;
  getByText(text: string): FoundElements;
}

/** Locators of one type of element, with a method that runs a function on it in the page. */
export interface ElementLocators<Element extends HTMLElement> extends Locators {
  evaluate(act: (element: Element) => unknown): Promise<unknown>;
}

const normalizeSpace = (text: string | null | undefined): string =>
  (text ?? '').replace(/\s+/g, ' ').trim();

const matches = (text: string, wanted: string | RegExp, exact = false): boolean => {
  if (wanted instanceof RegExp) return wanted.test(text);
  return exact ? text === wanted : text.toLowerCase().includes(wanted.toLowerCase());
};

const labelOf = (element: HTMLElement): string => {
  const { labels } = element as Partial<HTMLInputElement>;
  const text = [...(labels ?? [])].map(({ textContent }) => textContent).join(' ');
  return normalizeSpace(element.ariaLabel ?? (text === '' ? element.textContent : text));
};

const roles: Readonly<Record<Role, string>> = {
  button: 'button:not([role])',
  checkbox: 'input[type=checkbox]',
  grid: '[role=grid]',
  radio: 'input[type=radio]',
};

/** Elements that match a query. Actions wait for the element at `index` and apply to it. */
class Found implements FoundElements {
  constructor(
    private readonly find: () => HTMLElement[],
    private readonly description: string,
    private readonly index = 0,
  ) {}

  first(): Found {
    return this.nth(0);
  }

  nth(index: number): Found {
    return new Found(this.find, this.description, index);
  }

  async waitFor(): Promise<void> {
    await this.one();
  }

  async click(): Promise<void> {
    (await this.one()).click();
  }

  async check(): Promise<void> {
    const input = (await this.one()) as HTMLInputElement;
    if (!input.checked) input.click();
  }

  async fill(text: string): Promise<void> {
    type((await this.one()) as HTMLInputElement, text);
  }

  private one(): Promise<HTMLElement> {
    return until(() => this.find()[this.index], this.description);
  }
}

/** Locators in an element under test, through its shadow roots. */
export class Visit<Element extends HTMLElement> implements ElementLocators<Element> {
  constructor(private readonly element: Element) {}

  getByRole(role: Role, { name, exact }: NameOptions = {}): Found {
    const find = (): HTMLElement[] =>
      shownIn(this.element, roles[role]).filter(
        (one) => name === undefined || matches(labelOf(one), name, exact),
      );
    return new Found(find, `a ${role} "${String(name ?? '')}"`);
  }

  getByLabel(label: string, { exact }: Pick<NameOptions, 'exact'> = {}): Found {
    const find = (): HTMLElement[] =>
      shownIn(this.element, 'input, textarea').filter((one) => matches(labelOf(one), label, exact));
    return new Found(find, `a field "${label}"`);
  }

  getByText(text: string): Found {
    const hasText = (element: ParentNode & { textContent: string | null }): boolean =>
      matches(normalizeSpace(element.textContent), text);
    const find = (): HTMLElement[] => [
      ...shownIn(this.element, '*').filter(
        (one) => hasText(one) && ![...one.children].some(hasText),
      ),
      // The merchant's fallback content is a child of the element itself, outside its shadow root.
      ...(hasText(this.element) && this.element.shadowRoot?.querySelector('slot:not([hidden])')
        ? [this.element]
        : []),
    ];
    return new Found(find, `the words "${text}"`);
  }

  async evaluate<Value>(act: (element: Element) => Value): Promise<Awaited<Value>> {
    return await act(this.element);
  }
}
