import type { Browser, Page } from 'playwright-core';
import type { Look, ThemeState } from './themes.mjs';

export declare const dress: (page: Page, how: Look & { readonly width: number }) => Promise<void>;
export declare const openState: (
  browser: Browser,
  shop: string,
  state: ThemeState,
) => Promise<Page>;
