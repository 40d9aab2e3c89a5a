/** The link between the chunks of a script tag. */
interface Chunks {
  /** Loads a chunk, and checks its hash. */
  readonly later: (chunk: string) => Promise<unknown>;
  /** The chunks that have loaded, by name. A chunk takes its imports from here. */
  readonly got: Readonly<Record<string, unknown>>;
}

/** A copy of the widget on a page. It settles when its elements are registered. */
interface Copy extends Promise<unknown>, Partial<Chunks> {
  readonly version: string;
}

const mark: unique symbol = Symbol.for('ally-booking') as never;

const page = globalThis as { [mark]?: Copy | undefined };

/** Returns the copy that has started on the page, or is starting. */
export const copyOnPage = (): Copy | undefined => page[mark];

/**
 * Starts this copy, unless the page already has another one, by a script tag or an import. Two copies would
 * conflict in the names of the elements and of the Trusted Types policy. If the start fails, another copy can
 * start.
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
