/**
 * As much of Playwright's locators as `test/fixtures/states.ts` uses, moved by a script in the page: so that the same
 * steps lead to the same states in engines that Playwright cannot drive.
 */
import { shownIn, type } from '../../src/testing/drivers/dom.js';
import { until } from './queries.js';

/** How an element is named. */
export interface NameOptions {
  readonly name?: string | RegExp;
  /** Whether the name is the whole one; a part of it is enough otherwise. */
  readonly exact?: boolean;
}

/** The roles that states are led by. */
export type Role = 'button' | 'checkbox' | 'grid' | 'radio';

/** The elements that a query found: what Playwright's `Locator` and this file's have in common. */
export interface FoundElements {
  first(): FoundElements;
  nth(index: number): FoundElements;
  waitFor(): Promise<void>;
  click(): Promise<void>;
  check(): Promise<void>;
  fill(text: string): Promise<void>;
}

/** An element in which others are found: a Playwright `Locator`, or a `Visit`. */
export interface Locators {
  getByRole(role: Role, options?: NameOptions): FoundElements;
  getByLabel(label: string, options?: Pick<NameOptions, 'exact'>): FoundElements;
  getByText(text: string): FoundElements;
}

/** The same of one kind of element, which can be changed by a function that runs in its page. */
export interface ElementLocators<Element extends HTMLElement> extends Locators {
  evaluate(act: (element: Element) => unknown): Promise<unknown>;
}

const normalizeSpace = (text: string | null | undefined): string => (text ?? '').replace(/\s+/g, ' ').trim();

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

/** Things that a person would find in the same way; the first of them unless another is named. */
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

/** An element to be led through its states. */
export class Visit<Element extends HTMLElement> implements ElementLocators<Element> {
  constructor(private readonly element: Element) {}

  getByRole(role: Role, { name, exact }: NameOptions = {}): Found {
    const look = (): HTMLElement[] =>
      shownIn(this.element, roles[role]).filter(
        (one) => name === undefined || matches(labelOf(one), name, exact),
      );
    return new Found(look, `a ${role} "${String(name ?? '')}"`);
  }

  getByLabel(label: string, { exact }: Pick<NameOptions, 'exact'> = {}): Found {
    const look = (): HTMLElement[] =>
      shownIn(this.element, 'input, textarea').filter((one) => matches(labelOf(one), label, exact));
    return new Found(look, `a field "${label}"`);
  }

  getByText(text: string): Found {
    const says = (element: ParentNode & { textContent: string | null }): boolean =>
      matches(normalizeSpace(element.textContent), text);
    const look = (): HTMLElement[] => [
      ...shownIn(this.element, '*').filter((one) => says(one) && ![...one.children].some(says)),
      // What the merchant has put into the element is its own text.
      ...(says(this.element) && this.element.shadowRoot?.querySelector('slot:not([hidden])')
        ? [this.element]
        : []),
    ];
    return new Found(look, `the words "${text}"`);
  }

  async evaluate<Value>(act: (element: Element) => Value): Promise<Awaited<Value>> {
    return await act(this.element);
  }
}
