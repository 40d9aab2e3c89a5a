import type { Browser, BrowserContext, Page } from 'playwright-core';

/** A state of a step, or of the order page; `scripts/lib/states.mjs` says how it is reached. */
export interface State {
  readonly name: string;
  readonly scenario?: string;
  /** Whether it is one of the order page's element. */
  readonly isOrder?: boolean;
}

export declare const dress: (
  page: Page,
  how: {
    readonly look: string;
    readonly scheme: 'light' | 'dark' | 'forced';
    readonly width: number;
  },
) => Promise<void>;
export declare const openContext: (browser: Browser) => Promise<BrowserContext>;
export declare const openState: (
  browser: Browser,
  shop: string,
  state: State,
  context?: BrowserContext,
) => Promise<Page>;
