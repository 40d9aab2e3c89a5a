import type { Page } from 'playwright-core';

export declare const languages: readonly ['cy', 'pseudo'];
export declare const speak: (page: Page, language: 'cy' | 'pseudo') => Promise<void>;
