/** How the chunks of a script tag reach each other. */
interface Chunks {
  /** Loads one, with its hash. */
  readonly later: (chunk: string) => Promise<unknown>;
  /** Those that have come, by name: what one imports of another it takes from here. */
  readonly got: Readonly<Record<string, unknown>>;
}

/** A copy of the widget on a page: settles when its elements are registered. */
interface Copy extends Promise<unknown>, Partial<Chunks> {
  readonly version: string;
}

const mark: unique symbol = Symbol.for('ally-booking') as never;

const page = globalThis as { [mark]?: Copy | undefined };

/** The copy that serves the page, or is about to. */
export const copyOnPage = (): Copy | undefined => page[mark];

/**
 * Starts this copy, unless another one serves the page already, in whichever way it came: two would meet at
 * the elements' names and at the name of the Trusted Types policy. A start that failed makes room for another.
 */
export const startOnce = (
  version: string,
  start: () => Promise<unknown>,
  chunks?: Chunks,
): void => {
  const first = page[mark];
  if (first) {
    if (first.version !== version)
      console.warn(`<ally-booking> ${version} is not started: ${first.version} is on this page.`);
    return;
  }
  if (customElements.get('ally-booking')) return;
  const started = start().catch((error: unknown) => {
    page[mark] = undefined;
    throw error;
  });
  page[mark] = Object.assign(started, { version, ...chunks });
};
